/* Generated from schemas/sandbox-state.schema.json by `npm run generate`. Do not edit. */
// <stdin>
var validate = validate20;
var stdin_default = validate20;
var schema31 = { "$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "https://kms-workbench.example/sandbox-state.schema.json", "title": "SandboxState", "description": "Everything a sandbox keeps of its keys. Dates are milliseconds since 1970, UTC, by the sandbox's own clock.", "type": "object", "required": ["version", "generation", "settings", "keys", "aliases", "grants", "keyStores", "usages"], "additionalProperties": false, "properties": { "version": { "description": "Of this format; older ones are migrated when read.", "const": 2 }, "generation": { "description": "Number of the first journal whose changes are not in here yet.", "type": "integer", "minimum": 0 }, "settings": { "$ref": "#/$defs/Settings" }, "keys": { "type": "array", "items": { "$ref": "#/$defs/KeyRecord" } }, "aliases": { "type": "array", "items": { "$ref": "#/$defs/AliasRecord" } }, "grants": { "type": "array", "items": { "$ref": "#/$defs/GrantRecord" } }, "keyStores": { "type": "array", "items": { "$ref": "#/$defs/KeyStoreRecord" } }, "usages": { "type": "array", "items": { "$ref": "#/$defs/UsageRecord" } }, "checksum": { "description": "CRC-32 of all bytes of the file before this member and its comma, as eight hexadecimal digits. Not in exported sandboxes. Remove it to edit the file by hand.", "type": "string" } }, "$defs": { "Settings": { "description": "What holds for the whole sandbox.", "type": "object", "required": ["accountId", "region", "clockOffset", "created"], "additionalProperties": false, "properties": { "accountId": { "type": "string", "pattern": "^[0-9]{12}$" }, "region": { "description": "Where a client without a Region starts.", "type": "string" }, "clockOffset": { "description": "How many milliseconds the sandbox's clock is ahead of the machine's.", "type": "number", "minimum": 0 }, "created": { "type": "number" } } }, "KeySpec": { "enum": ["SYMMETRIC_DEFAULT", "RSA_2048", "RSA_3072", "RSA_4096", "ECC_NIST_P256", "ECC_NIST_P384", "ECC_NIST_P521", "ECC_NIST_EDWARDS25519", "ECC_SECG_P256K1", "HMAC_224", "HMAC_256", "HMAC_384", "HMAC_512", "ML_DSA_44", "ML_DSA_65", "ML_DSA_87", "ML_KEM_512", "ML_KEM_768", "ML_KEM_1024", "SM2"] }, "KeyUsage": { "enum": ["ENCRYPT_DECRYPT", "SIGN_VERIFY", "GENERATE_VERIFY_MAC", "KEY_AGREEMENT", "ENCAPSULATE_DECAPSULATE"] }, "Origin": { "enum": ["AWS_KMS", "EXTERNAL", "AWS_CLOUDHSM", "EXTERNAL_KEY_STORE"] }, "KeyRecord": { "description": "A KMS key. Its state is not kept: it follows from these fields and the clock.", "type": "object", "required": ["arn", "accountId", "region", "keyId", "manager", "spec", "usage", "origin", "description", "created", "enabled", "policy", "tags", "materials", "rotations"], "additionalProperties": false, "properties": { "arn": { "type": "string" }, "accountId": { "type": "string" }, "region": { "type": "string" }, "keyId": { "type": "string" }, "manager": { "enum": ["CUSTOMER", "AWS"] }, "spec": { "$ref": "#/$defs/KeySpec" }, "usage": { "$ref": "#/$defs/KeyUsage" }, "origin": { "$ref": "#/$defs/Origin" }, "description": { "type": "string" }, "created": { "type": "number" }, "enabled": { "description": "False after DisableKey and after CancelKeyDeletion.", "type": "boolean" }, "policy": { "description": "The key policy, as it was put.", "type": "string" }, "tags": { "type": "array", "items": { "$ref": "#/$defs/TagRecord" } }, "materials": { "description": "Every key material that is or was permanently associated, oldest first, and one pending.", "type": "array", "items": { "$ref": "#/$defs/KeyMaterial" } }, "currentMaterialId": { "description": "Symmetric encryption keys only. An EXTERNAL key has none before its first import and keeps it ever after.", "type": "string" }, "rotation": { "$ref": "#/$defs/AutomaticRotation" }, "rotations": { "description": "Rotations that happened, oldest first.", "type": "array", "items": { "$ref": "#/$defs/RotationRecord" } }, "deletion": { "$ref": "#/$defs/Deletion" }, "multiRegion": { "$ref": "#/$defs/MultiRegionRole" }, "transition": { "$ref": "#/$defs/Transition" }, "keyStoreId": { "type": "string" }, "cloudHsmClusterId": { "type": "string" }, "xksKeyId": { "type": "string" } } }, "TagRecord": { "type": "object", "required": ["key", "value"], "additionalProperties": false, "properties": { "key": { "type": "string" }, "value": { "type": "string" } } }, "KeyMaterial": { "type": "object", "required": ["id", "state", "created"], "additionalProperties": false, "properties": { "id": { "description": "64 hexadecimal digits.", "type": "string" }, "state": { "enum": ["CURRENT", "NON_CURRENT", "PENDING_ROTATION", "PENDING_MULTI_REGION_IMPORT_AND_ROTATION"] }, "created": { "type": "number" }, "secret": { "description": "Private or symmetric bytes, sealed. Absent while imported material is deleted, or not imported here yet.", "type": "string" }, "publicKey": { "description": "SubjectPublicKeyInfo, DER in base64. Asymmetric keys only.", "type": "string" }, "imported": { "$ref": "#/$defs/ImportedMaterial" } } }, "ImportedMaterial": { "type": "object", "required": ["date", "model"], "additionalProperties": false, "properties": { "date": { "type": "number" }, "model": { "enum": ["KEY_MATERIAL_EXPIRES", "KEY_MATERIAL_DOES_NOT_EXPIRE"] }, "validTo": { "type": "number" }, "description": { "type": "string" } } }, "AutomaticRotation": { "type": "object", "required": ["periodDays", "next"], "additionalProperties": false, "properties": { "periodDays": { "type": "number" }, "next": { "type": "number" } } }, "RotationRecord": { "type": "object", "required": ["date", "type", "materialId"], "additionalProperties": false, "properties": { "date": { "type": "number" }, "type": { "enum": ["AUTOMATIC", "ON_DEMAND"] }, "materialId": { "type": "string" } } }, "Deletion": { "type": "object", "required": ["windowDays"], "additionalProperties": false, "properties": { "windowDays": { "type": "number" }, "date": { "description": "Absent while a multi-Region primary key waits for its replicas to go.", "type": "number" } } }, "MultiRegionRole": { "type": "object", "required": ["role", "primaryRegion", "replicaRegions"], "additionalProperties": false, "properties": { "role": { "enum": ["PRIMARY", "REPLICA"] }, "primaryRegion": { "type": "string" }, "replicaRegions": { "type": "array", "items": { "type": "string" } } } }, "Transition": { "description": "A state that passes by itself, as after ReplicateKey and UpdatePrimaryRegion.", "type": "object", "required": ["state", "until"], "additionalProperties": false, "properties": { "state": { "enum": ["Creating", "Updating"] }, "until": { "type": "number" } } }, "AliasRecord": { "type": "object", "required": ["arn", "accountId", "region", "name"], "additionalProperties": false, "properties": { "arn": { "type": "string" }, "accountId": { "type": "string" }, "region": { "type": "string" }, "name": { "description": "With the prefix alias/.", "type": "string" }, "targetKeyId": { "description": "Absent on AWS's predefined aliases that have no key yet.", "type": "string" }, "created": { "type": "number" }, "updated": { "type": "number" } } }, "GrantRecord": { "type": "object", "required": ["id", "keyArn", "token", "operations", "created", "issuingAccount"], "additionalProperties": false, "properties": { "id": { "description": "64 hexadecimal digits.", "type": "string" }, "keyArn": { "type": "string" }, "token": { "type": "string" }, "name": { "type": "string" }, "grantee": { "description": "ARN of an IAM principal.", "type": "string" }, "granteeService": { "type": "string" }, "retiring": { "type": "string" }, "retiringService": { "type": "string" }, "operations": { "type": "array", "items": { "type": "string" } }, "encryptionContextEquals": { "type": "object", "additionalProperties": { "type": "string" } }, "encryptionContextSubset": { "type": "object", "additionalProperties": { "type": "string" } }, "sourceArn": { "type": "string" }, "created": { "type": "number" }, "issuingAccount": { "description": "ARN of the account's root.", "type": "string" } } }, "KeyStoreRecord": { "description": "A custom key store.", "type": "object", "required": ["id", "accountId", "region", "name", "type", "state", "created"], "additionalProperties": false, "properties": { "id": { "type": "string" }, "accountId": { "type": "string" }, "region": { "type": "string" }, "name": { "type": "string" }, "type": { "enum": ["AWS_CLOUDHSM", "EXTERNAL_KEY_STORE"] }, "state": { "enum": ["CONNECTED", "CONNECTING", "DISCONNECTED", "DISCONNECTING", "FAILED"] }, "error": { "description": "ConnectionErrorCode of a store in state FAILED.", "type": "string" }, "created": { "type": "number" }, "clusterId": { "type": "string" }, "trustAnchorCertificate": { "type": "string" }, "xks": { "type": "object", "additionalProperties": false, "properties": { "connectivity": { "enum": ["PUBLIC_ENDPOINT", "VPC_ENDPOINT_SERVICE"] }, "endpoint": { "type": "string" }, "path": { "type": "string" }, "accessKeyId": { "type": "string" }, "vpcService": { "type": "string" }, "vpcServiceOwner": { "type": "string" } } } } }, "UsageRecord": { "description": "The last successful cryptographic operation with a key.", "type": "object", "required": ["keyArn", "operation", "date", "eventId", "requestId"], "additionalProperties": false, "properties": { "keyArn": { "type": "string" }, "operation": { "type": "string" }, "date": { "type": "number" }, "eventId": { "type": "string" }, "requestId": { "type": "string" } } } } };
var schema46 = { "type": "object", "required": ["id", "keyArn", "token", "operations", "created", "issuingAccount"], "additionalProperties": false, "properties": { "id": { "description": "64 hexadecimal digits.", "type": "string" }, "keyArn": { "type": "string" }, "token": { "type": "string" }, "name": { "type": "string" }, "grantee": { "description": "ARN of an IAM principal.", "type": "string" }, "granteeService": { "type": "string" }, "retiring": { "type": "string" }, "retiringService": { "type": "string" }, "operations": { "type": "array", "items": { "type": "string" } }, "encryptionContextEquals": { "type": "object", "additionalProperties": { "type": "string" } }, "encryptionContextSubset": { "type": "object", "additionalProperties": { "type": "string" } }, "sourceArn": { "type": "string" }, "created": { "type": "number" }, "issuingAccount": { "description": "ARN of the account's root.", "type": "string" } } };
var schema47 = { "description": "A custom key store.", "type": "object", "required": ["id", "accountId", "region", "name", "type", "state", "created"], "additionalProperties": false, "properties": { "id": { "type": "string" }, "accountId": { "type": "string" }, "region": { "type": "string" }, "name": { "type": "string" }, "type": { "enum": ["AWS_CLOUDHSM", "EXTERNAL_KEY_STORE"] }, "state": { "enum": ["CONNECTED", "CONNECTING", "DISCONNECTED", "DISCONNECTING", "FAILED"] }, "error": { "description": "ConnectionErrorCode of a store in state FAILED.", "type": "string" }, "created": { "type": "number" }, "clusterId": { "type": "string" }, "trustAnchorCertificate": { "type": "string" }, "xks": { "type": "object", "additionalProperties": false, "properties": { "connectivity": { "enum": ["PUBLIC_ENDPOINT", "VPC_ENDPOINT_SERVICE"] }, "endpoint": { "type": "string" }, "path": { "type": "string" }, "accessKeyId": { "type": "string" }, "vpcService": { "type": "string" }, "vpcServiceOwner": { "type": "string" } } } } };
var func1 = Object.prototype.hasOwnProperty;
var pattern4 = new RegExp("^[0-9]{12}$", "u");
var schema33 = { "description": "A KMS key. Its state is not kept: it follows from these fields and the clock.", "type": "object", "required": ["arn", "accountId", "region", "keyId", "manager", "spec", "usage", "origin", "description", "created", "enabled", "policy", "tags", "materials", "rotations"], "additionalProperties": false, "properties": { "arn": { "type": "string" }, "accountId": { "type": "string" }, "region": { "type": "string" }, "keyId": { "type": "string" }, "manager": { "enum": ["CUSTOMER", "AWS"] }, "spec": { "$ref": "#/$defs/KeySpec" }, "usage": { "$ref": "#/$defs/KeyUsage" }, "origin": { "$ref": "#/$defs/Origin" }, "description": { "type": "string" }, "created": { "type": "number" }, "enabled": { "description": "False after DisableKey and after CancelKeyDeletion.", "type": "boolean" }, "policy": { "description": "The key policy, as it was put.", "type": "string" }, "tags": { "type": "array", "items": { "$ref": "#/$defs/TagRecord" } }, "materials": { "description": "Every key material that is or was permanently associated, oldest first, and one pending.", "type": "array", "items": { "$ref": "#/$defs/KeyMaterial" } }, "currentMaterialId": { "description": "Symmetric encryption keys only. An EXTERNAL key has none before its first import and keeps it ever after.", "type": "string" }, "rotation": { "$ref": "#/$defs/AutomaticRotation" }, "rotations": { "description": "Rotations that happened, oldest first.", "type": "array", "items": { "$ref": "#/$defs/RotationRecord" } }, "deletion": { "$ref": "#/$defs/Deletion" }, "multiRegion": { "$ref": "#/$defs/MultiRegionRole" }, "transition": { "$ref": "#/$defs/Transition" }, "keyStoreId": { "type": "string" }, "cloudHsmClusterId": { "type": "string" }, "xksKeyId": { "type": "string" } } };
var schema34 = { "enum": ["SYMMETRIC_DEFAULT", "RSA_2048", "RSA_3072", "RSA_4096", "ECC_NIST_P256", "ECC_NIST_P384", "ECC_NIST_P521", "ECC_NIST_EDWARDS25519", "ECC_SECG_P256K1", "HMAC_224", "HMAC_256", "HMAC_384", "HMAC_512", "ML_DSA_44", "ML_DSA_65", "ML_DSA_87", "ML_KEM_512", "ML_KEM_768", "ML_KEM_1024", "SM2"] };
var schema35 = { "enum": ["ENCRYPT_DECRYPT", "SIGN_VERIFY", "GENERATE_VERIFY_MAC", "KEY_AGREEMENT", "ENCAPSULATE_DECAPSULATE"] };
var schema36 = { "enum": ["AWS_KMS", "EXTERNAL", "AWS_CLOUDHSM", "EXTERNAL_KEY_STORE"] };
var schema41 = { "type": "object", "required": ["date", "type", "materialId"], "additionalProperties": false, "properties": { "date": { "type": "number" }, "type": { "enum": ["AUTOMATIC", "ON_DEMAND"] }, "materialId": { "type": "string" } } };
var schema43 = { "type": "object", "required": ["role", "primaryRegion", "replicaRegions"], "additionalProperties": false, "properties": { "role": { "enum": ["PRIMARY", "REPLICA"] }, "primaryRegion": { "type": "string" }, "replicaRegions": { "type": "array", "items": { "type": "string" } } } };
var schema44 = { "description": "A state that passes by itself, as after ReplicateKey and UpdatePrimaryRegion.", "type": "object", "required": ["state", "until"], "additionalProperties": false, "properties": { "state": { "enum": ["Creating", "Updating"] }, "until": { "type": "number" } } };
var schema38 = { "type": "object", "required": ["id", "state", "created"], "additionalProperties": false, "properties": { "id": { "description": "64 hexadecimal digits.", "type": "string" }, "state": { "enum": ["CURRENT", "NON_CURRENT", "PENDING_ROTATION", "PENDING_MULTI_REGION_IMPORT_AND_ROTATION"] }, "created": { "type": "number" }, "secret": { "description": "Private or symmetric bytes, sealed. Absent while imported material is deleted, or not imported here yet.", "type": "string" }, "publicKey": { "description": "SubjectPublicKeyInfo, DER in base64. Asymmetric keys only.", "type": "string" }, "imported": { "$ref": "#/$defs/ImportedMaterial" } } };
var schema39 = { "type": "object", "required": ["date", "model"], "additionalProperties": false, "properties": { "date": { "type": "number" }, "model": { "enum": ["KEY_MATERIAL_EXPIRES", "KEY_MATERIAL_DOES_NOT_EXPIRE"] }, "validTo": { "type": "number" }, "description": { "type": "string" } } };
function validate22(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate22.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.id === void 0) {
      const err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "id" }, message: "must have required property 'id'" };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
    if (data.state === void 0) {
      const err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "state" }, message: "must have required property 'state'" };
      if (vErrors === null) {
        vErrors = [err1];
      } else {
        vErrors.push(err1);
      }
      errors++;
    }
    if (data.created === void 0) {
      const err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "created" }, message: "must have required property 'created'" };
      if (vErrors === null) {
        vErrors = [err2];
      } else {
        vErrors.push(err2);
      }
      errors++;
    }
    for (const key0 in data) {
      if (!(key0 === "id" || key0 === "state" || key0 === "created" || key0 === "secret" || key0 === "publicKey" || key0 === "imported")) {
        const err3 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties" };
        if (vErrors === null) {
          vErrors = [err3];
        } else {
          vErrors.push(err3);
        }
        errors++;
      }
    }
    if (data.id !== void 0) {
      if (typeof data.id !== "string") {
        const err4 = { instancePath: instancePath + "/id", schemaPath: "#/properties/id/type", keyword: "type", params: { type: "string" }, message: "must be string" };
        if (vErrors === null) {
          vErrors = [err4];
        } else {
          vErrors.push(err4);
        }
        errors++;
      }
    }
    if (data.state !== void 0) {
      let data1 = data.state;
      if (!(data1 === "CURRENT" || data1 === "NON_CURRENT" || data1 === "PENDING_ROTATION" || data1 === "PENDING_MULTI_REGION_IMPORT_AND_ROTATION")) {
        const err5 = { instancePath: instancePath + "/state", schemaPath: "#/properties/state/enum", keyword: "enum", params: { allowedValues: schema38.properties.state.enum }, message: "must be equal to one of the allowed values" };
        if (vErrors === null) {
          vErrors = [err5];
        } else {
          vErrors.push(err5);
        }
        errors++;
      }
    }
    if (data.created !== void 0) {
      if (!(typeof data.created == "number")) {
        const err6 = { instancePath: instancePath + "/created", schemaPath: "#/properties/created/type", keyword: "type", params: { type: "number" }, message: "must be number" };
        if (vErrors === null) {
          vErrors = [err6];
        } else {
          vErrors.push(err6);
        }
        errors++;
      }
    }
    if (data.secret !== void 0) {
      if (typeof data.secret !== "string") {
        const err7 = { instancePath: instancePath + "/secret", schemaPath: "#/properties/secret/type", keyword: "type", params: { type: "string" }, message: "must be string" };
        if (vErrors === null) {
          vErrors = [err7];
        } else {
          vErrors.push(err7);
        }
        errors++;
      }
    }
    if (data.publicKey !== void 0) {
      if (typeof data.publicKey !== "string") {
        const err8 = { instancePath: instancePath + "/publicKey", schemaPath: "#/properties/publicKey/type", keyword: "type", params: { type: "string" }, message: "must be string" };
        if (vErrors === null) {
          vErrors = [err8];
        } else {
          vErrors.push(err8);
        }
        errors++;
      }
    }
    if (data.imported !== void 0) {
      let data5 = data.imported;
      if (data5 && typeof data5 == "object" && !Array.isArray(data5)) {
        if (data5.date === void 0) {
          const err9 = { instancePath: instancePath + "/imported", schemaPath: "#/$defs/ImportedMaterial/required", keyword: "required", params: { missingProperty: "date" }, message: "must have required property 'date'" };
          if (vErrors === null) {
            vErrors = [err9];
          } else {
            vErrors.push(err9);
          }
          errors++;
        }
        if (data5.model === void 0) {
          const err10 = { instancePath: instancePath + "/imported", schemaPath: "#/$defs/ImportedMaterial/required", keyword: "required", params: { missingProperty: "model" }, message: "must have required property 'model'" };
          if (vErrors === null) {
            vErrors = [err10];
          } else {
            vErrors.push(err10);
          }
          errors++;
        }
        for (const key1 in data5) {
          if (!(key1 === "date" || key1 === "model" || key1 === "validTo" || key1 === "description")) {
            const err11 = { instancePath: instancePath + "/imported", schemaPath: "#/$defs/ImportedMaterial/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key1 }, message: "must NOT have additional properties" };
            if (vErrors === null) {
              vErrors = [err11];
            } else {
              vErrors.push(err11);
            }
            errors++;
          }
        }
        if (data5.date !== void 0) {
          if (!(typeof data5.date == "number")) {
            const err12 = { instancePath: instancePath + "/imported/date", schemaPath: "#/$defs/ImportedMaterial/properties/date/type", keyword: "type", params: { type: "number" }, message: "must be number" };
            if (vErrors === null) {
              vErrors = [err12];
            } else {
              vErrors.push(err12);
            }
            errors++;
          }
        }
        if (data5.model !== void 0) {
          let data7 = data5.model;
          if (!(data7 === "KEY_MATERIAL_EXPIRES" || data7 === "KEY_MATERIAL_DOES_NOT_EXPIRE")) {
            const err13 = { instancePath: instancePath + "/imported/model", schemaPath: "#/$defs/ImportedMaterial/properties/model/enum", keyword: "enum", params: { allowedValues: schema39.properties.model.enum }, message: "must be equal to one of the allowed values" };
            if (vErrors === null) {
              vErrors = [err13];
            } else {
              vErrors.push(err13);
            }
            errors++;
          }
        }
        if (data5.validTo !== void 0) {
          if (!(typeof data5.validTo == "number")) {
            const err14 = { instancePath: instancePath + "/imported/validTo", schemaPath: "#/$defs/ImportedMaterial/properties/validTo/type", keyword: "type", params: { type: "number" }, message: "must be number" };
            if (vErrors === null) {
              vErrors = [err14];
            } else {
              vErrors.push(err14);
            }
            errors++;
          }
        }
        if (data5.description !== void 0) {
          if (typeof data5.description !== "string") {
            const err15 = { instancePath: instancePath + "/imported/description", schemaPath: "#/$defs/ImportedMaterial/properties/description/type", keyword: "type", params: { type: "string" }, message: "must be string" };
            if (vErrors === null) {
              vErrors = [err15];
            } else {
              vErrors.push(err15);
            }
            errors++;
          }
        }
      } else {
        const err16 = { instancePath: instancePath + "/imported", schemaPath: "#/$defs/ImportedMaterial/type", keyword: "type", params: { type: "object" }, message: "must be object" };
        if (vErrors === null) {
          vErrors = [err16];
        } else {
          vErrors.push(err16);
        }
        errors++;
      }
    }
  } else {
    const err17 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object" };
    if (vErrors === null) {
      vErrors = [err17];
    } else {
      vErrors.push(err17);
    }
    errors++;
  }
  validate22.errors = vErrors;
  return errors === 0;
}
validate22.evaluated = { "props": true, "dynamicProps": false, "dynamicItems": false };
function validate21(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate21.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.arn === void 0) {
      const err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "arn" }, message: "must have required property 'arn'" };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
    if (data.accountId === void 0) {
      const err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "accountId" }, message: "must have required property 'accountId'" };
      if (vErrors === null) {
        vErrors = [err1];
      } else {
        vErrors.push(err1);
      }
      errors++;
    }
    if (data.region === void 0) {
      const err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "region" }, message: "must have required property 'region'" };
      if (vErrors === null) {
        vErrors = [err2];
      } else {
        vErrors.push(err2);
      }
      errors++;
    }
    if (data.keyId === void 0) {
      const err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "keyId" }, message: "must have required property 'keyId'" };
      if (vErrors === null) {
        vErrors = [err3];
      } else {
        vErrors.push(err3);
      }
      errors++;
    }
    if (data.manager === void 0) {
      const err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "manager" }, message: "must have required property 'manager'" };
      if (vErrors === null) {
        vErrors = [err4];
      } else {
        vErrors.push(err4);
      }
      errors++;
    }
    if (data.spec === void 0) {
      const err5 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "spec" }, message: "must have required property 'spec'" };
      if (vErrors === null) {
        vErrors = [err5];
      } else {
        vErrors.push(err5);
      }
      errors++;
    }
    if (data.usage === void 0) {
      const err6 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "usage" }, message: "must have required property 'usage'" };
      if (vErrors === null) {
        vErrors = [err6];
      } else {
        vErrors.push(err6);
      }
      errors++;
    }
    if (data.origin === void 0) {
      const err7 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "origin" }, message: "must have required property 'origin'" };
      if (vErrors === null) {
        vErrors = [err7];
      } else {
        vErrors.push(err7);
      }
      errors++;
    }
    if (data.description === void 0) {
      const err8 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "description" }, message: "must have required property 'description'" };
      if (vErrors === null) {
        vErrors = [err8];
      } else {
        vErrors.push(err8);
      }
      errors++;
    }
    if (data.created === void 0) {
      const err9 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "created" }, message: "must have required property 'created'" };
      if (vErrors === null) {
        vErrors = [err9];
      } else {
        vErrors.push(err9);
      }
      errors++;
    }
    if (data.enabled === void 0) {
      const err10 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "enabled" }, message: "must have required property 'enabled'" };
      if (vErrors === null) {
        vErrors = [err10];
      } else {
        vErrors.push(err10);
      }
      errors++;
    }
    if (data.policy === void 0) {
      const err11 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "policy" }, message: "must have required property 'policy'" };
      if (vErrors === null) {
        vErrors = [err11];
      } else {
        vErrors.push(err11);
      }
      errors++;
    }
    if (data.tags === void 0) {
      const err12 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "tags" }, message: "must have required property 'tags'" };
      if (vErrors === null) {
        vErrors = [err12];
      } else {
        vErrors.push(err12);
      }
      errors++;
    }
    if (data.materials === void 0) {
      const err13 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "materials" }, message: "must have required property 'materials'" };
      if (vErrors === null) {
        vErrors = [err13];
      } else {
        vErrors.push(err13);
      }
      errors++;
    }
    if (data.rotations === void 0) {
      const err14 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "rotations" }, message: "must have required property 'rotations'" };
      if (vErrors === null) {
        vErrors = [err14];
      } else {
        vErrors.push(err14);
      }
      errors++;
    }
    for (const key0 in data) {
      if (!func1.call(schema33.properties, key0)) {
        const err15 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties" };
        if (vErrors === null) {
          vErrors = [err15];
        } else {
          vErrors.push(err15);
        }
        errors++;
      }
    }
    if (data.arn !== void 0) {
      if (typeof data.arn !== "string") {
        const err16 = { instancePath: instancePath + "/arn", schemaPath: "#/properties/arn/type", keyword: "type", params: { type: "string" }, message: "must be string" };
        if (vErrors === null) {
          vErrors = [err16];
        } else {
          vErrors.push(err16);
        }
        errors++;
      }
    }
    if (data.accountId !== void 0) {
      if (typeof data.accountId !== "string") {
        const err17 = { instancePath: instancePath + "/accountId", schemaPath: "#/properties/accountId/type", keyword: "type", params: { type: "string" }, message: "must be string" };
        if (vErrors === null) {
          vErrors = [err17];
        } else {
          vErrors.push(err17);
        }
        errors++;
      }
    }
    if (data.region !== void 0) {
      if (typeof data.region !== "string") {
        const err18 = { instancePath: instancePath + "/region", schemaPath: "#/properties/region/type", keyword: "type", params: { type: "string" }, message: "must be string" };
        if (vErrors === null) {
          vErrors = [err18];
        } else {
          vErrors.push(err18);
        }
        errors++;
      }
    }
    if (data.keyId !== void 0) {
      if (typeof data.keyId !== "string") {
        const err19 = { instancePath: instancePath + "/keyId", schemaPath: "#/properties/keyId/type", keyword: "type", params: { type: "string" }, message: "must be string" };
        if (vErrors === null) {
          vErrors = [err19];
        } else {
          vErrors.push(err19);
        }
        errors++;
      }
    }
    if (data.manager !== void 0) {
      let data4 = data.manager;
      if (!(data4 === "CUSTOMER" || data4 === "AWS")) {
        const err20 = { instancePath: instancePath + "/manager", schemaPath: "#/properties/manager/enum", keyword: "enum", params: { allowedValues: schema33.properties.manager.enum }, message: "must be equal to one of the allowed values" };
        if (vErrors === null) {
          vErrors = [err20];
        } else {
          vErrors.push(err20);
        }
        errors++;
      }
    }
    if (data.spec !== void 0) {
      let data5 = data.spec;
      if (!(data5 === "SYMMETRIC_DEFAULT" || data5 === "RSA_2048" || data5 === "RSA_3072" || data5 === "RSA_4096" || data5 === "ECC_NIST_P256" || data5 === "ECC_NIST_P384" || data5 === "ECC_NIST_P521" || data5 === "ECC_NIST_EDWARDS25519" || data5 === "ECC_SECG_P256K1" || data5 === "HMAC_224" || data5 === "HMAC_256" || data5 === "HMAC_384" || data5 === "HMAC_512" || data5 === "ML_DSA_44" || data5 === "ML_DSA_65" || data5 === "ML_DSA_87" || data5 === "ML_KEM_512" || data5 === "ML_KEM_768" || data5 === "ML_KEM_1024" || data5 === "SM2")) {
        const err21 = { instancePath: instancePath + "/spec", schemaPath: "#/$defs/KeySpec/enum", keyword: "enum", params: { allowedValues: schema34.enum }, message: "must be equal to one of the allowed values" };
        if (vErrors === null) {
          vErrors = [err21];
        } else {
          vErrors.push(err21);
        }
        errors++;
      }
    }
    if (data.usage !== void 0) {
      let data6 = data.usage;
      if (!(data6 === "ENCRYPT_DECRYPT" || data6 === "SIGN_VERIFY" || data6 === "GENERATE_VERIFY_MAC" || data6 === "KEY_AGREEMENT" || data6 === "ENCAPSULATE_DECAPSULATE")) {
        const err22 = { instancePath: instancePath + "/usage", schemaPath: "#/$defs/KeyUsage/enum", keyword: "enum", params: { allowedValues: schema35.enum }, message: "must be equal to one of the allowed values" };
        if (vErrors === null) {
          vErrors = [err22];
        } else {
          vErrors.push(err22);
        }
        errors++;
      }
    }
    if (data.origin !== void 0) {
      let data7 = data.origin;
      if (!(data7 === "AWS_KMS" || data7 === "EXTERNAL" || data7 === "AWS_CLOUDHSM" || data7 === "EXTERNAL_KEY_STORE")) {
        const err23 = { instancePath: instancePath + "/origin", schemaPath: "#/$defs/Origin/enum", keyword: "enum", params: { allowedValues: schema36.enum }, message: "must be equal to one of the allowed values" };
        if (vErrors === null) {
          vErrors = [err23];
        } else {
          vErrors.push(err23);
        }
        errors++;
      }
    }
    if (data.description !== void 0) {
      if (typeof data.description !== "string") {
        const err24 = { instancePath: instancePath + "/description", schemaPath: "#/properties/description/type", keyword: "type", params: { type: "string" }, message: "must be string" };
        if (vErrors === null) {
          vErrors = [err24];
        } else {
          vErrors.push(err24);
        }
        errors++;
      }
    }
    if (data.created !== void 0) {
      if (!(typeof data.created == "number")) {
        const err25 = { instancePath: instancePath + "/created", schemaPath: "#/properties/created/type", keyword: "type", params: { type: "number" }, message: "must be number" };
        if (vErrors === null) {
          vErrors = [err25];
        } else {
          vErrors.push(err25);
        }
        errors++;
      }
    }
    if (data.enabled !== void 0) {
      if (typeof data.enabled !== "boolean") {
        const err26 = { instancePath: instancePath + "/enabled", schemaPath: "#/properties/enabled/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean" };
        if (vErrors === null) {
          vErrors = [err26];
        } else {
          vErrors.push(err26);
        }
        errors++;
      }
    }
    if (data.policy !== void 0) {
      if (typeof data.policy !== "string") {
        const err27 = { instancePath: instancePath + "/policy", schemaPath: "#/properties/policy/type", keyword: "type", params: { type: "string" }, message: "must be string" };
        if (vErrors === null) {
          vErrors = [err27];
        } else {
          vErrors.push(err27);
        }
        errors++;
      }
    }
    if (data.tags !== void 0) {
      let data12 = data.tags;
      if (Array.isArray(data12)) {
        const len0 = data12.length;
        for (let i0 = 0; i0 < len0; i0++) {
          let data13 = data12[i0];
          if (data13 && typeof data13 == "object" && !Array.isArray(data13)) {
            if (data13.key === void 0) {
              const err28 = { instancePath: instancePath + "/tags/" + i0, schemaPath: "#/$defs/TagRecord/required", keyword: "required", params: { missingProperty: "key" }, message: "must have required property 'key'" };
              if (vErrors === null) {
                vErrors = [err28];
              } else {
                vErrors.push(err28);
              }
              errors++;
            }
            if (data13.value === void 0) {
              const err29 = { instancePath: instancePath + "/tags/" + i0, schemaPath: "#/$defs/TagRecord/required", keyword: "required", params: { missingProperty: "value" }, message: "must have required property 'value'" };
              if (vErrors === null) {
                vErrors = [err29];
              } else {
                vErrors.push(err29);
              }
              errors++;
            }
            for (const key1 in data13) {
              if (!(key1 === "key" || key1 === "value")) {
                const err30 = { instancePath: instancePath + "/tags/" + i0, schemaPath: "#/$defs/TagRecord/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key1 }, message: "must NOT have additional properties" };
                if (vErrors === null) {
                  vErrors = [err30];
                } else {
                  vErrors.push(err30);
                }
                errors++;
              }
            }
            if (data13.key !== void 0) {
              if (typeof data13.key !== "string") {
                const err31 = { instancePath: instancePath + "/tags/" + i0 + "/key", schemaPath: "#/$defs/TagRecord/properties/key/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                if (vErrors === null) {
                  vErrors = [err31];
                } else {
                  vErrors.push(err31);
                }
                errors++;
              }
            }
            if (data13.value !== void 0) {
              if (typeof data13.value !== "string") {
                const err32 = { instancePath: instancePath + "/tags/" + i0 + "/value", schemaPath: "#/$defs/TagRecord/properties/value/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                if (vErrors === null) {
                  vErrors = [err32];
                } else {
                  vErrors.push(err32);
                }
                errors++;
              }
            }
          } else {
            const err33 = { instancePath: instancePath + "/tags/" + i0, schemaPath: "#/$defs/TagRecord/type", keyword: "type", params: { type: "object" }, message: "must be object" };
            if (vErrors === null) {
              vErrors = [err33];
            } else {
              vErrors.push(err33);
            }
            errors++;
          }
        }
      } else {
        const err34 = { instancePath: instancePath + "/tags", schemaPath: "#/properties/tags/type", keyword: "type", params: { type: "array" }, message: "must be array" };
        if (vErrors === null) {
          vErrors = [err34];
        } else {
          vErrors.push(err34);
        }
        errors++;
      }
    }
    if (data.materials !== void 0) {
      let data16 = data.materials;
      if (Array.isArray(data16)) {
        const len1 = data16.length;
        for (let i1 = 0; i1 < len1; i1++) {
          if (!validate22(data16[i1], { instancePath: instancePath + "/materials/" + i1, parentData: data16, parentDataProperty: i1, rootData, dynamicAnchors })) {
            vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
            errors = vErrors.length;
          }
        }
      } else {
        const err35 = { instancePath: instancePath + "/materials", schemaPath: "#/properties/materials/type", keyword: "type", params: { type: "array" }, message: "must be array" };
        if (vErrors === null) {
          vErrors = [err35];
        } else {
          vErrors.push(err35);
        }
        errors++;
      }
    }
    if (data.currentMaterialId !== void 0) {
      if (typeof data.currentMaterialId !== "string") {
        const err36 = { instancePath: instancePath + "/currentMaterialId", schemaPath: "#/properties/currentMaterialId/type", keyword: "type", params: { type: "string" }, message: "must be string" };
        if (vErrors === null) {
          vErrors = [err36];
        } else {
          vErrors.push(err36);
        }
        errors++;
      }
    }
    if (data.rotation !== void 0) {
      let data19 = data.rotation;
      if (data19 && typeof data19 == "object" && !Array.isArray(data19)) {
        if (data19.periodDays === void 0) {
          const err37 = { instancePath: instancePath + "/rotation", schemaPath: "#/$defs/AutomaticRotation/required", keyword: "required", params: { missingProperty: "periodDays" }, message: "must have required property 'periodDays'" };
          if (vErrors === null) {
            vErrors = [err37];
          } else {
            vErrors.push(err37);
          }
          errors++;
        }
        if (data19.next === void 0) {
          const err38 = { instancePath: instancePath + "/rotation", schemaPath: "#/$defs/AutomaticRotation/required", keyword: "required", params: { missingProperty: "next" }, message: "must have required property 'next'" };
          if (vErrors === null) {
            vErrors = [err38];
          } else {
            vErrors.push(err38);
          }
          errors++;
        }
        for (const key2 in data19) {
          if (!(key2 === "periodDays" || key2 === "next")) {
            const err39 = { instancePath: instancePath + "/rotation", schemaPath: "#/$defs/AutomaticRotation/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key2 }, message: "must NOT have additional properties" };
            if (vErrors === null) {
              vErrors = [err39];
            } else {
              vErrors.push(err39);
            }
            errors++;
          }
        }
        if (data19.periodDays !== void 0) {
          if (!(typeof data19.periodDays == "number")) {
            const err40 = { instancePath: instancePath + "/rotation/periodDays", schemaPath: "#/$defs/AutomaticRotation/properties/periodDays/type", keyword: "type", params: { type: "number" }, message: "must be number" };
            if (vErrors === null) {
              vErrors = [err40];
            } else {
              vErrors.push(err40);
            }
            errors++;
          }
        }
        if (data19.next !== void 0) {
          if (!(typeof data19.next == "number")) {
            const err41 = { instancePath: instancePath + "/rotation/next", schemaPath: "#/$defs/AutomaticRotation/properties/next/type", keyword: "type", params: { type: "number" }, message: "must be number" };
            if (vErrors === null) {
              vErrors = [err41];
            } else {
              vErrors.push(err41);
            }
            errors++;
          }
        }
      } else {
        const err42 = { instancePath: instancePath + "/rotation", schemaPath: "#/$defs/AutomaticRotation/type", keyword: "type", params: { type: "object" }, message: "must be object" };
        if (vErrors === null) {
          vErrors = [err42];
        } else {
          vErrors.push(err42);
        }
        errors++;
      }
    }
    if (data.rotations !== void 0) {
      let data22 = data.rotations;
      if (Array.isArray(data22)) {
        const len2 = data22.length;
        for (let i2 = 0; i2 < len2; i2++) {
          let data23 = data22[i2];
          if (data23 && typeof data23 == "object" && !Array.isArray(data23)) {
            if (data23.date === void 0) {
              const err43 = { instancePath: instancePath + "/rotations/" + i2, schemaPath: "#/$defs/RotationRecord/required", keyword: "required", params: { missingProperty: "date" }, message: "must have required property 'date'" };
              if (vErrors === null) {
                vErrors = [err43];
              } else {
                vErrors.push(err43);
              }
              errors++;
            }
            if (data23.type === void 0) {
              const err44 = { instancePath: instancePath + "/rotations/" + i2, schemaPath: "#/$defs/RotationRecord/required", keyword: "required", params: { missingProperty: "type" }, message: "must have required property 'type'" };
              if (vErrors === null) {
                vErrors = [err44];
              } else {
                vErrors.push(err44);
              }
              errors++;
            }
            if (data23.materialId === void 0) {
              const err45 = { instancePath: instancePath + "/rotations/" + i2, schemaPath: "#/$defs/RotationRecord/required", keyword: "required", params: { missingProperty: "materialId" }, message: "must have required property 'materialId'" };
              if (vErrors === null) {
                vErrors = [err45];
              } else {
                vErrors.push(err45);
              }
              errors++;
            }
            for (const key3 in data23) {
              if (!(key3 === "date" || key3 === "type" || key3 === "materialId")) {
                const err46 = { instancePath: instancePath + "/rotations/" + i2, schemaPath: "#/$defs/RotationRecord/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key3 }, message: "must NOT have additional properties" };
                if (vErrors === null) {
                  vErrors = [err46];
                } else {
                  vErrors.push(err46);
                }
                errors++;
              }
            }
            if (data23.date !== void 0) {
              if (!(typeof data23.date == "number")) {
                const err47 = { instancePath: instancePath + "/rotations/" + i2 + "/date", schemaPath: "#/$defs/RotationRecord/properties/date/type", keyword: "type", params: { type: "number" }, message: "must be number" };
                if (vErrors === null) {
                  vErrors = [err47];
                } else {
                  vErrors.push(err47);
                }
                errors++;
              }
            }
            if (data23.type !== void 0) {
              let data25 = data23.type;
              if (!(data25 === "AUTOMATIC" || data25 === "ON_DEMAND")) {
                const err48 = { instancePath: instancePath + "/rotations/" + i2 + "/type", schemaPath: "#/$defs/RotationRecord/properties/type/enum", keyword: "enum", params: { allowedValues: schema41.properties.type.enum }, message: "must be equal to one of the allowed values" };
                if (vErrors === null) {
                  vErrors = [err48];
                } else {
                  vErrors.push(err48);
                }
                errors++;
              }
            }
            if (data23.materialId !== void 0) {
              if (typeof data23.materialId !== "string") {
                const err49 = { instancePath: instancePath + "/rotations/" + i2 + "/materialId", schemaPath: "#/$defs/RotationRecord/properties/materialId/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                if (vErrors === null) {
                  vErrors = [err49];
                } else {
                  vErrors.push(err49);
                }
                errors++;
              }
            }
          } else {
            const err50 = { instancePath: instancePath + "/rotations/" + i2, schemaPath: "#/$defs/RotationRecord/type", keyword: "type", params: { type: "object" }, message: "must be object" };
            if (vErrors === null) {
              vErrors = [err50];
            } else {
              vErrors.push(err50);
            }
            errors++;
          }
        }
      } else {
        const err51 = { instancePath: instancePath + "/rotations", schemaPath: "#/properties/rotations/type", keyword: "type", params: { type: "array" }, message: "must be array" };
        if (vErrors === null) {
          vErrors = [err51];
        } else {
          vErrors.push(err51);
        }
        errors++;
      }
    }
    if (data.deletion !== void 0) {
      let data27 = data.deletion;
      if (data27 && typeof data27 == "object" && !Array.isArray(data27)) {
        if (data27.windowDays === void 0) {
          const err52 = { instancePath: instancePath + "/deletion", schemaPath: "#/$defs/Deletion/required", keyword: "required", params: { missingProperty: "windowDays" }, message: "must have required property 'windowDays'" };
          if (vErrors === null) {
            vErrors = [err52];
          } else {
            vErrors.push(err52);
          }
          errors++;
        }
        for (const key4 in data27) {
          if (!(key4 === "windowDays" || key4 === "date")) {
            const err53 = { instancePath: instancePath + "/deletion", schemaPath: "#/$defs/Deletion/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key4 }, message: "must NOT have additional properties" };
            if (vErrors === null) {
              vErrors = [err53];
            } else {
              vErrors.push(err53);
            }
            errors++;
          }
        }
        if (data27.windowDays !== void 0) {
          if (!(typeof data27.windowDays == "number")) {
            const err54 = { instancePath: instancePath + "/deletion/windowDays", schemaPath: "#/$defs/Deletion/properties/windowDays/type", keyword: "type", params: { type: "number" }, message: "must be number" };
            if (vErrors === null) {
              vErrors = [err54];
            } else {
              vErrors.push(err54);
            }
            errors++;
          }
        }
        if (data27.date !== void 0) {
          if (!(typeof data27.date == "number")) {
            const err55 = { instancePath: instancePath + "/deletion/date", schemaPath: "#/$defs/Deletion/properties/date/type", keyword: "type", params: { type: "number" }, message: "must be number" };
            if (vErrors === null) {
              vErrors = [err55];
            } else {
              vErrors.push(err55);
            }
            errors++;
          }
        }
      } else {
        const err56 = { instancePath: instancePath + "/deletion", schemaPath: "#/$defs/Deletion/type", keyword: "type", params: { type: "object" }, message: "must be object" };
        if (vErrors === null) {
          vErrors = [err56];
        } else {
          vErrors.push(err56);
        }
        errors++;
      }
    }
    if (data.multiRegion !== void 0) {
      let data30 = data.multiRegion;
      if (data30 && typeof data30 == "object" && !Array.isArray(data30)) {
        if (data30.role === void 0) {
          const err57 = { instancePath: instancePath + "/multiRegion", schemaPath: "#/$defs/MultiRegionRole/required", keyword: "required", params: { missingProperty: "role" }, message: "must have required property 'role'" };
          if (vErrors === null) {
            vErrors = [err57];
          } else {
            vErrors.push(err57);
          }
          errors++;
        }
        if (data30.primaryRegion === void 0) {
          const err58 = { instancePath: instancePath + "/multiRegion", schemaPath: "#/$defs/MultiRegionRole/required", keyword: "required", params: { missingProperty: "primaryRegion" }, message: "must have required property 'primaryRegion'" };
          if (vErrors === null) {
            vErrors = [err58];
          } else {
            vErrors.push(err58);
          }
          errors++;
        }
        if (data30.replicaRegions === void 0) {
          const err59 = { instancePath: instancePath + "/multiRegion", schemaPath: "#/$defs/MultiRegionRole/required", keyword: "required", params: { missingProperty: "replicaRegions" }, message: "must have required property 'replicaRegions'" };
          if (vErrors === null) {
            vErrors = [err59];
          } else {
            vErrors.push(err59);
          }
          errors++;
        }
        for (const key5 in data30) {
          if (!(key5 === "role" || key5 === "primaryRegion" || key5 === "replicaRegions")) {
            const err60 = { instancePath: instancePath + "/multiRegion", schemaPath: "#/$defs/MultiRegionRole/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key5 }, message: "must NOT have additional properties" };
            if (vErrors === null) {
              vErrors = [err60];
            } else {
              vErrors.push(err60);
            }
            errors++;
          }
        }
        if (data30.role !== void 0) {
          let data31 = data30.role;
          if (!(data31 === "PRIMARY" || data31 === "REPLICA")) {
            const err61 = { instancePath: instancePath + "/multiRegion/role", schemaPath: "#/$defs/MultiRegionRole/properties/role/enum", keyword: "enum", params: { allowedValues: schema43.properties.role.enum }, message: "must be equal to one of the allowed values" };
            if (vErrors === null) {
              vErrors = [err61];
            } else {
              vErrors.push(err61);
            }
            errors++;
          }
        }
        if (data30.primaryRegion !== void 0) {
          if (typeof data30.primaryRegion !== "string") {
            const err62 = { instancePath: instancePath + "/multiRegion/primaryRegion", schemaPath: "#/$defs/MultiRegionRole/properties/primaryRegion/type", keyword: "type", params: { type: "string" }, message: "must be string" };
            if (vErrors === null) {
              vErrors = [err62];
            } else {
              vErrors.push(err62);
            }
            errors++;
          }
        }
        if (data30.replicaRegions !== void 0) {
          let data33 = data30.replicaRegions;
          if (Array.isArray(data33)) {
            const len3 = data33.length;
            for (let i3 = 0; i3 < len3; i3++) {
              if (typeof data33[i3] !== "string") {
                const err63 = { instancePath: instancePath + "/multiRegion/replicaRegions/" + i3, schemaPath: "#/$defs/MultiRegionRole/properties/replicaRegions/items/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                if (vErrors === null) {
                  vErrors = [err63];
                } else {
                  vErrors.push(err63);
                }
                errors++;
              }
            }
          } else {
            const err64 = { instancePath: instancePath + "/multiRegion/replicaRegions", schemaPath: "#/$defs/MultiRegionRole/properties/replicaRegions/type", keyword: "type", params: { type: "array" }, message: "must be array" };
            if (vErrors === null) {
              vErrors = [err64];
            } else {
              vErrors.push(err64);
            }
            errors++;
          }
        }
      } else {
        const err65 = { instancePath: instancePath + "/multiRegion", schemaPath: "#/$defs/MultiRegionRole/type", keyword: "type", params: { type: "object" }, message: "must be object" };
        if (vErrors === null) {
          vErrors = [err65];
        } else {
          vErrors.push(err65);
        }
        errors++;
      }
    }
    if (data.transition !== void 0) {
      let data35 = data.transition;
      if (data35 && typeof data35 == "object" && !Array.isArray(data35)) {
        if (data35.state === void 0) {
          const err66 = { instancePath: instancePath + "/transition", schemaPath: "#/$defs/Transition/required", keyword: "required", params: { missingProperty: "state" }, message: "must have required property 'state'" };
          if (vErrors === null) {
            vErrors = [err66];
          } else {
            vErrors.push(err66);
          }
          errors++;
        }
        if (data35.until === void 0) {
          const err67 = { instancePath: instancePath + "/transition", schemaPath: "#/$defs/Transition/required", keyword: "required", params: { missingProperty: "until" }, message: "must have required property 'until'" };
          if (vErrors === null) {
            vErrors = [err67];
          } else {
            vErrors.push(err67);
          }
          errors++;
        }
        for (const key6 in data35) {
          if (!(key6 === "state" || key6 === "until")) {
            const err68 = { instancePath: instancePath + "/transition", schemaPath: "#/$defs/Transition/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key6 }, message: "must NOT have additional properties" };
            if (vErrors === null) {
              vErrors = [err68];
            } else {
              vErrors.push(err68);
            }
            errors++;
          }
        }
        if (data35.state !== void 0) {
          let data36 = data35.state;
          if (!(data36 === "Creating" || data36 === "Updating")) {
            const err69 = { instancePath: instancePath + "/transition/state", schemaPath: "#/$defs/Transition/properties/state/enum", keyword: "enum", params: { allowedValues: schema44.properties.state.enum }, message: "must be equal to one of the allowed values" };
            if (vErrors === null) {
              vErrors = [err69];
            } else {
              vErrors.push(err69);
            }
            errors++;
          }
        }
        if (data35.until !== void 0) {
          if (!(typeof data35.until == "number")) {
            const err70 = { instancePath: instancePath + "/transition/until", schemaPath: "#/$defs/Transition/properties/until/type", keyword: "type", params: { type: "number" }, message: "must be number" };
            if (vErrors === null) {
              vErrors = [err70];
            } else {
              vErrors.push(err70);
            }
            errors++;
          }
        }
      } else {
        const err71 = { instancePath: instancePath + "/transition", schemaPath: "#/$defs/Transition/type", keyword: "type", params: { type: "object" }, message: "must be object" };
        if (vErrors === null) {
          vErrors = [err71];
        } else {
          vErrors.push(err71);
        }
        errors++;
      }
    }
    if (data.keyStoreId !== void 0) {
      if (typeof data.keyStoreId !== "string") {
        const err72 = { instancePath: instancePath + "/keyStoreId", schemaPath: "#/properties/keyStoreId/type", keyword: "type", params: { type: "string" }, message: "must be string" };
        if (vErrors === null) {
          vErrors = [err72];
        } else {
          vErrors.push(err72);
        }
        errors++;
      }
    }
    if (data.cloudHsmClusterId !== void 0) {
      if (typeof data.cloudHsmClusterId !== "string") {
        const err73 = { instancePath: instancePath + "/cloudHsmClusterId", schemaPath: "#/properties/cloudHsmClusterId/type", keyword: "type", params: { type: "string" }, message: "must be string" };
        if (vErrors === null) {
          vErrors = [err73];
        } else {
          vErrors.push(err73);
        }
        errors++;
      }
    }
    if (data.xksKeyId !== void 0) {
      if (typeof data.xksKeyId !== "string") {
        const err74 = { instancePath: instancePath + "/xksKeyId", schemaPath: "#/properties/xksKeyId/type", keyword: "type", params: { type: "string" }, message: "must be string" };
        if (vErrors === null) {
          vErrors = [err74];
        } else {
          vErrors.push(err74);
        }
        errors++;
      }
    }
  } else {
    const err75 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object" };
    if (vErrors === null) {
      vErrors = [err75];
    } else {
      vErrors.push(err75);
    }
    errors++;
  }
  validate21.errors = vErrors;
  return errors === 0;
}
validate21.evaluated = { "props": true, "dynamicProps": false, "dynamicItems": false };
function validate20(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate20.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.version === void 0) {
      const err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "version" }, message: "must have required property 'version'" };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
    if (data.generation === void 0) {
      const err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "generation" }, message: "must have required property 'generation'" };
      if (vErrors === null) {
        vErrors = [err1];
      } else {
        vErrors.push(err1);
      }
      errors++;
    }
    if (data.settings === void 0) {
      const err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "settings" }, message: "must have required property 'settings'" };
      if (vErrors === null) {
        vErrors = [err2];
      } else {
        vErrors.push(err2);
      }
      errors++;
    }
    if (data.keys === void 0) {
      const err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "keys" }, message: "must have required property 'keys'" };
      if (vErrors === null) {
        vErrors = [err3];
      } else {
        vErrors.push(err3);
      }
      errors++;
    }
    if (data.aliases === void 0) {
      const err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "aliases" }, message: "must have required property 'aliases'" };
      if (vErrors === null) {
        vErrors = [err4];
      } else {
        vErrors.push(err4);
      }
      errors++;
    }
    if (data.grants === void 0) {
      const err5 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "grants" }, message: "must have required property 'grants'" };
      if (vErrors === null) {
        vErrors = [err5];
      } else {
        vErrors.push(err5);
      }
      errors++;
    }
    if (data.keyStores === void 0) {
      const err6 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "keyStores" }, message: "must have required property 'keyStores'" };
      if (vErrors === null) {
        vErrors = [err6];
      } else {
        vErrors.push(err6);
      }
      errors++;
    }
    if (data.usages === void 0) {
      const err7 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "usages" }, message: "must have required property 'usages'" };
      if (vErrors === null) {
        vErrors = [err7];
      } else {
        vErrors.push(err7);
      }
      errors++;
    }
    for (const key0 in data) {
      if (!func1.call(schema31.properties, key0)) {
        const err8 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties" };
        if (vErrors === null) {
          vErrors = [err8];
        } else {
          vErrors.push(err8);
        }
        errors++;
      }
    }
    if (data.version !== void 0) {
      if (2 !== data.version) {
        const err9 = { instancePath: instancePath + "/version", schemaPath: "#/properties/version/const", keyword: "const", params: { allowedValue: 2 }, message: "must be equal to constant" };
        if (vErrors === null) {
          vErrors = [err9];
        } else {
          vErrors.push(err9);
        }
        errors++;
      }
    }
    if (data.generation !== void 0) {
      let data1 = data.generation;
      if (!(typeof data1 == "number" && (!(data1 % 1) && !isNaN(data1)))) {
        const err10 = { instancePath: instancePath + "/generation", schemaPath: "#/properties/generation/type", keyword: "type", params: { type: "integer" }, message: "must be integer" };
        if (vErrors === null) {
          vErrors = [err10];
        } else {
          vErrors.push(err10);
        }
        errors++;
      }
      if (typeof data1 == "number") {
        if (data1 < 0 || isNaN(data1)) {
          const err11 = { instancePath: instancePath + "/generation", schemaPath: "#/properties/generation/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0" };
          if (vErrors === null) {
            vErrors = [err11];
          } else {
            vErrors.push(err11);
          }
          errors++;
        }
      }
    }
    if (data.settings !== void 0) {
      let data2 = data.settings;
      if (data2 && typeof data2 == "object" && !Array.isArray(data2)) {
        if (data2.accountId === void 0) {
          const err12 = { instancePath: instancePath + "/settings", schemaPath: "#/$defs/Settings/required", keyword: "required", params: { missingProperty: "accountId" }, message: "must have required property 'accountId'" };
          if (vErrors === null) {
            vErrors = [err12];
          } else {
            vErrors.push(err12);
          }
          errors++;
        }
        if (data2.region === void 0) {
          const err13 = { instancePath: instancePath + "/settings", schemaPath: "#/$defs/Settings/required", keyword: "required", params: { missingProperty: "region" }, message: "must have required property 'region'" };
          if (vErrors === null) {
            vErrors = [err13];
          } else {
            vErrors.push(err13);
          }
          errors++;
        }
        if (data2.clockOffset === void 0) {
          const err14 = { instancePath: instancePath + "/settings", schemaPath: "#/$defs/Settings/required", keyword: "required", params: { missingProperty: "clockOffset" }, message: "must have required property 'clockOffset'" };
          if (vErrors === null) {
            vErrors = [err14];
          } else {
            vErrors.push(err14);
          }
          errors++;
        }
        if (data2.created === void 0) {
          const err15 = { instancePath: instancePath + "/settings", schemaPath: "#/$defs/Settings/required", keyword: "required", params: { missingProperty: "created" }, message: "must have required property 'created'" };
          if (vErrors === null) {
            vErrors = [err15];
          } else {
            vErrors.push(err15);
          }
          errors++;
        }
        for (const key1 in data2) {
          if (!(key1 === "accountId" || key1 === "region" || key1 === "clockOffset" || key1 === "created")) {
            const err16 = { instancePath: instancePath + "/settings", schemaPath: "#/$defs/Settings/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key1 }, message: "must NOT have additional properties" };
            if (vErrors === null) {
              vErrors = [err16];
            } else {
              vErrors.push(err16);
            }
            errors++;
          }
        }
        if (data2.accountId !== void 0) {
          let data3 = data2.accountId;
          if (typeof data3 === "string") {
            if (!pattern4.test(data3)) {
              const err17 = { instancePath: instancePath + "/settings/accountId", schemaPath: "#/$defs/Settings/properties/accountId/pattern", keyword: "pattern", params: { pattern: "^[0-9]{12}$" }, message: 'must match pattern "^[0-9]{12}$"' };
              if (vErrors === null) {
                vErrors = [err17];
              } else {
                vErrors.push(err17);
              }
              errors++;
            }
          } else {
            const err18 = { instancePath: instancePath + "/settings/accountId", schemaPath: "#/$defs/Settings/properties/accountId/type", keyword: "type", params: { type: "string" }, message: "must be string" };
            if (vErrors === null) {
              vErrors = [err18];
            } else {
              vErrors.push(err18);
            }
            errors++;
          }
        }
        if (data2.region !== void 0) {
          if (typeof data2.region !== "string") {
            const err19 = { instancePath: instancePath + "/settings/region", schemaPath: "#/$defs/Settings/properties/region/type", keyword: "type", params: { type: "string" }, message: "must be string" };
            if (vErrors === null) {
              vErrors = [err19];
            } else {
              vErrors.push(err19);
            }
            errors++;
          }
        }
        if (data2.clockOffset !== void 0) {
          let data5 = data2.clockOffset;
          if (typeof data5 == "number") {
            if (data5 < 0 || isNaN(data5)) {
              const err20 = { instancePath: instancePath + "/settings/clockOffset", schemaPath: "#/$defs/Settings/properties/clockOffset/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0" };
              if (vErrors === null) {
                vErrors = [err20];
              } else {
                vErrors.push(err20);
              }
              errors++;
            }
          } else {
            const err21 = { instancePath: instancePath + "/settings/clockOffset", schemaPath: "#/$defs/Settings/properties/clockOffset/type", keyword: "type", params: { type: "number" }, message: "must be number" };
            if (vErrors === null) {
              vErrors = [err21];
            } else {
              vErrors.push(err21);
            }
            errors++;
          }
        }
        if (data2.created !== void 0) {
          if (!(typeof data2.created == "number")) {
            const err22 = { instancePath: instancePath + "/settings/created", schemaPath: "#/$defs/Settings/properties/created/type", keyword: "type", params: { type: "number" }, message: "must be number" };
            if (vErrors === null) {
              vErrors = [err22];
            } else {
              vErrors.push(err22);
            }
            errors++;
          }
        }
      } else {
        const err23 = { instancePath: instancePath + "/settings", schemaPath: "#/$defs/Settings/type", keyword: "type", params: { type: "object" }, message: "must be object" };
        if (vErrors === null) {
          vErrors = [err23];
        } else {
          vErrors.push(err23);
        }
        errors++;
      }
    }
    if (data.keys !== void 0) {
      let data7 = data.keys;
      if (Array.isArray(data7)) {
        const len0 = data7.length;
        for (let i0 = 0; i0 < len0; i0++) {
          if (!validate21(data7[i0], { instancePath: instancePath + "/keys/" + i0, parentData: data7, parentDataProperty: i0, rootData, dynamicAnchors })) {
            vErrors = vErrors === null ? validate21.errors : vErrors.concat(validate21.errors);
            errors = vErrors.length;
          }
        }
      } else {
        const err24 = { instancePath: instancePath + "/keys", schemaPath: "#/properties/keys/type", keyword: "type", params: { type: "array" }, message: "must be array" };
        if (vErrors === null) {
          vErrors = [err24];
        } else {
          vErrors.push(err24);
        }
        errors++;
      }
    }
    if (data.aliases !== void 0) {
      let data9 = data.aliases;
      if (Array.isArray(data9)) {
        const len1 = data9.length;
        for (let i1 = 0; i1 < len1; i1++) {
          let data10 = data9[i1];
          if (data10 && typeof data10 == "object" && !Array.isArray(data10)) {
            if (data10.arn === void 0) {
              const err25 = { instancePath: instancePath + "/aliases/" + i1, schemaPath: "#/$defs/AliasRecord/required", keyword: "required", params: { missingProperty: "arn" }, message: "must have required property 'arn'" };
              if (vErrors === null) {
                vErrors = [err25];
              } else {
                vErrors.push(err25);
              }
              errors++;
            }
            if (data10.accountId === void 0) {
              const err26 = { instancePath: instancePath + "/aliases/" + i1, schemaPath: "#/$defs/AliasRecord/required", keyword: "required", params: { missingProperty: "accountId" }, message: "must have required property 'accountId'" };
              if (vErrors === null) {
                vErrors = [err26];
              } else {
                vErrors.push(err26);
              }
              errors++;
            }
            if (data10.region === void 0) {
              const err27 = { instancePath: instancePath + "/aliases/" + i1, schemaPath: "#/$defs/AliasRecord/required", keyword: "required", params: { missingProperty: "region" }, message: "must have required property 'region'" };
              if (vErrors === null) {
                vErrors = [err27];
              } else {
                vErrors.push(err27);
              }
              errors++;
            }
            if (data10.name === void 0) {
              const err28 = { instancePath: instancePath + "/aliases/" + i1, schemaPath: "#/$defs/AliasRecord/required", keyword: "required", params: { missingProperty: "name" }, message: "must have required property 'name'" };
              if (vErrors === null) {
                vErrors = [err28];
              } else {
                vErrors.push(err28);
              }
              errors++;
            }
            for (const key2 in data10) {
              if (!(key2 === "arn" || key2 === "accountId" || key2 === "region" || key2 === "name" || key2 === "targetKeyId" || key2 === "created" || key2 === "updated")) {
                const err29 = { instancePath: instancePath + "/aliases/" + i1, schemaPath: "#/$defs/AliasRecord/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key2 }, message: "must NOT have additional properties" };
                if (vErrors === null) {
                  vErrors = [err29];
                } else {
                  vErrors.push(err29);
                }
                errors++;
              }
            }
            if (data10.arn !== void 0) {
              if (typeof data10.arn !== "string") {
                const err30 = { instancePath: instancePath + "/aliases/" + i1 + "/arn", schemaPath: "#/$defs/AliasRecord/properties/arn/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                if (vErrors === null) {
                  vErrors = [err30];
                } else {
                  vErrors.push(err30);
                }
                errors++;
              }
            }
            if (data10.accountId !== void 0) {
              if (typeof data10.accountId !== "string") {
                const err31 = { instancePath: instancePath + "/aliases/" + i1 + "/accountId", schemaPath: "#/$defs/AliasRecord/properties/accountId/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                if (vErrors === null) {
                  vErrors = [err31];
                } else {
                  vErrors.push(err31);
                }
                errors++;
              }
            }
            if (data10.region !== void 0) {
              if (typeof data10.region !== "string") {
                const err32 = { instancePath: instancePath + "/aliases/" + i1 + "/region", schemaPath: "#/$defs/AliasRecord/properties/region/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                if (vErrors === null) {
                  vErrors = [err32];
                } else {
                  vErrors.push(err32);
                }
                errors++;
              }
            }
            if (data10.name !== void 0) {
              if (typeof data10.name !== "string") {
                const err33 = { instancePath: instancePath + "/aliases/" + i1 + "/name", schemaPath: "#/$defs/AliasRecord/properties/name/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                if (vErrors === null) {
                  vErrors = [err33];
                } else {
                  vErrors.push(err33);
                }
                errors++;
              }
            }
            if (data10.targetKeyId !== void 0) {
              if (typeof data10.targetKeyId !== "string") {
                const err34 = { instancePath: instancePath + "/aliases/" + i1 + "/targetKeyId", schemaPath: "#/$defs/AliasRecord/properties/targetKeyId/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                if (vErrors === null) {
                  vErrors = [err34];
                } else {
                  vErrors.push(err34);
                }
                errors++;
              }
            }
            if (data10.created !== void 0) {
              if (!(typeof data10.created == "number")) {
                const err35 = { instancePath: instancePath + "/aliases/" + i1 + "/created", schemaPath: "#/$defs/AliasRecord/properties/created/type", keyword: "type", params: { type: "number" }, message: "must be number" };
                if (vErrors === null) {
                  vErrors = [err35];
                } else {
                  vErrors.push(err35);
                }
                errors++;
              }
            }
            if (data10.updated !== void 0) {
              if (!(typeof data10.updated == "number")) {
                const err36 = { instancePath: instancePath + "/aliases/" + i1 + "/updated", schemaPath: "#/$defs/AliasRecord/properties/updated/type", keyword: "type", params: { type: "number" }, message: "must be number" };
                if (vErrors === null) {
                  vErrors = [err36];
                } else {
                  vErrors.push(err36);
                }
                errors++;
              }
            }
          } else {
            const err37 = { instancePath: instancePath + "/aliases/" + i1, schemaPath: "#/$defs/AliasRecord/type", keyword: "type", params: { type: "object" }, message: "must be object" };
            if (vErrors === null) {
              vErrors = [err37];
            } else {
              vErrors.push(err37);
            }
            errors++;
          }
        }
      } else {
        const err38 = { instancePath: instancePath + "/aliases", schemaPath: "#/properties/aliases/type", keyword: "type", params: { type: "array" }, message: "must be array" };
        if (vErrors === null) {
          vErrors = [err38];
        } else {
          vErrors.push(err38);
        }
        errors++;
      }
    }
    if (data.grants !== void 0) {
      let data18 = data.grants;
      if (Array.isArray(data18)) {
        const len2 = data18.length;
        for (let i2 = 0; i2 < len2; i2++) {
          let data19 = data18[i2];
          if (data19 && typeof data19 == "object" && !Array.isArray(data19)) {
            if (data19.id === void 0) {
              const err39 = { instancePath: instancePath + "/grants/" + i2, schemaPath: "#/$defs/GrantRecord/required", keyword: "required", params: { missingProperty: "id" }, message: "must have required property 'id'" };
              if (vErrors === null) {
                vErrors = [err39];
              } else {
                vErrors.push(err39);
              }
              errors++;
            }
            if (data19.keyArn === void 0) {
              const err40 = { instancePath: instancePath + "/grants/" + i2, schemaPath: "#/$defs/GrantRecord/required", keyword: "required", params: { missingProperty: "keyArn" }, message: "must have required property 'keyArn'" };
              if (vErrors === null) {
                vErrors = [err40];
              } else {
                vErrors.push(err40);
              }
              errors++;
            }
            if (data19.token === void 0) {
              const err41 = { instancePath: instancePath + "/grants/" + i2, schemaPath: "#/$defs/GrantRecord/required", keyword: "required", params: { missingProperty: "token" }, message: "must have required property 'token'" };
              if (vErrors === null) {
                vErrors = [err41];
              } else {
                vErrors.push(err41);
              }
              errors++;
            }
            if (data19.operations === void 0) {
              const err42 = { instancePath: instancePath + "/grants/" + i2, schemaPath: "#/$defs/GrantRecord/required", keyword: "required", params: { missingProperty: "operations" }, message: "must have required property 'operations'" };
              if (vErrors === null) {
                vErrors = [err42];
              } else {
                vErrors.push(err42);
              }
              errors++;
            }
            if (data19.created === void 0) {
              const err43 = { instancePath: instancePath + "/grants/" + i2, schemaPath: "#/$defs/GrantRecord/required", keyword: "required", params: { missingProperty: "created" }, message: "must have required property 'created'" };
              if (vErrors === null) {
                vErrors = [err43];
              } else {
                vErrors.push(err43);
              }
              errors++;
            }
            if (data19.issuingAccount === void 0) {
              const err44 = { instancePath: instancePath + "/grants/" + i2, schemaPath: "#/$defs/GrantRecord/required", keyword: "required", params: { missingProperty: "issuingAccount" }, message: "must have required property 'issuingAccount'" };
              if (vErrors === null) {
                vErrors = [err44];
              } else {
                vErrors.push(err44);
              }
              errors++;
            }
            for (const key3 in data19) {
              if (!func1.call(schema46.properties, key3)) {
                const err45 = { instancePath: instancePath + "/grants/" + i2, schemaPath: "#/$defs/GrantRecord/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key3 }, message: "must NOT have additional properties" };
                if (vErrors === null) {
                  vErrors = [err45];
                } else {
                  vErrors.push(err45);
                }
                errors++;
              }
            }
            if (data19.id !== void 0) {
              if (typeof data19.id !== "string") {
                const err46 = { instancePath: instancePath + "/grants/" + i2 + "/id", schemaPath: "#/$defs/GrantRecord/properties/id/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                if (vErrors === null) {
                  vErrors = [err46];
                } else {
                  vErrors.push(err46);
                }
                errors++;
              }
            }
            if (data19.keyArn !== void 0) {
              if (typeof data19.keyArn !== "string") {
                const err47 = { instancePath: instancePath + "/grants/" + i2 + "/keyArn", schemaPath: "#/$defs/GrantRecord/properties/keyArn/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                if (vErrors === null) {
                  vErrors = [err47];
                } else {
                  vErrors.push(err47);
                }
                errors++;
              }
            }
            if (data19.token !== void 0) {
              if (typeof data19.token !== "string") {
                const err48 = { instancePath: instancePath + "/grants/" + i2 + "/token", schemaPath: "#/$defs/GrantRecord/properties/token/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                if (vErrors === null) {
                  vErrors = [err48];
                } else {
                  vErrors.push(err48);
                }
                errors++;
              }
            }
            if (data19.name !== void 0) {
              if (typeof data19.name !== "string") {
                const err49 = { instancePath: instancePath + "/grants/" + i2 + "/name", schemaPath: "#/$defs/GrantRecord/properties/name/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                if (vErrors === null) {
                  vErrors = [err49];
                } else {
                  vErrors.push(err49);
                }
                errors++;
              }
            }
            if (data19.grantee !== void 0) {
              if (typeof data19.grantee !== "string") {
                const err50 = { instancePath: instancePath + "/grants/" + i2 + "/grantee", schemaPath: "#/$defs/GrantRecord/properties/grantee/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                if (vErrors === null) {
                  vErrors = [err50];
                } else {
                  vErrors.push(err50);
                }
                errors++;
              }
            }
            if (data19.granteeService !== void 0) {
              if (typeof data19.granteeService !== "string") {
                const err51 = { instancePath: instancePath + "/grants/" + i2 + "/granteeService", schemaPath: "#/$defs/GrantRecord/properties/granteeService/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                if (vErrors === null) {
                  vErrors = [err51];
                } else {
                  vErrors.push(err51);
                }
                errors++;
              }
            }
            if (data19.retiring !== void 0) {
              if (typeof data19.retiring !== "string") {
                const err52 = { instancePath: instancePath + "/grants/" + i2 + "/retiring", schemaPath: "#/$defs/GrantRecord/properties/retiring/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                if (vErrors === null) {
                  vErrors = [err52];
                } else {
                  vErrors.push(err52);
                }
                errors++;
              }
            }
            if (data19.retiringService !== void 0) {
              if (typeof data19.retiringService !== "string") {
                const err53 = { instancePath: instancePath + "/grants/" + i2 + "/retiringService", schemaPath: "#/$defs/GrantRecord/properties/retiringService/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                if (vErrors === null) {
                  vErrors = [err53];
                } else {
                  vErrors.push(err53);
                }
                errors++;
              }
            }
            if (data19.operations !== void 0) {
              let data28 = data19.operations;
              if (Array.isArray(data28)) {
                const len3 = data28.length;
                for (let i3 = 0; i3 < len3; i3++) {
                  if (typeof data28[i3] !== "string") {
                    const err54 = { instancePath: instancePath + "/grants/" + i2 + "/operations/" + i3, schemaPath: "#/$defs/GrantRecord/properties/operations/items/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                    if (vErrors === null) {
                      vErrors = [err54];
                    } else {
                      vErrors.push(err54);
                    }
                    errors++;
                  }
                }
              } else {
                const err55 = { instancePath: instancePath + "/grants/" + i2 + "/operations", schemaPath: "#/$defs/GrantRecord/properties/operations/type", keyword: "type", params: { type: "array" }, message: "must be array" };
                if (vErrors === null) {
                  vErrors = [err55];
                } else {
                  vErrors.push(err55);
                }
                errors++;
              }
            }
            if (data19.encryptionContextEquals !== void 0) {
              let data30 = data19.encryptionContextEquals;
              if (data30 && typeof data30 == "object" && !Array.isArray(data30)) {
                for (const key4 in data30) {
                  if (typeof data30[key4] !== "string") {
                    const err56 = { instancePath: instancePath + "/grants/" + i2 + "/encryptionContextEquals/" + key4.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/$defs/GrantRecord/properties/encryptionContextEquals/additionalProperties/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                    if (vErrors === null) {
                      vErrors = [err56];
                    } else {
                      vErrors.push(err56);
                    }
                    errors++;
                  }
                }
              } else {
                const err57 = { instancePath: instancePath + "/grants/" + i2 + "/encryptionContextEquals", schemaPath: "#/$defs/GrantRecord/properties/encryptionContextEquals/type", keyword: "type", params: { type: "object" }, message: "must be object" };
                if (vErrors === null) {
                  vErrors = [err57];
                } else {
                  vErrors.push(err57);
                }
                errors++;
              }
            }
            if (data19.encryptionContextSubset !== void 0) {
              let data32 = data19.encryptionContextSubset;
              if (data32 && typeof data32 == "object" && !Array.isArray(data32)) {
                for (const key5 in data32) {
                  if (typeof data32[key5] !== "string") {
                    const err58 = { instancePath: instancePath + "/grants/" + i2 + "/encryptionContextSubset/" + key5.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/$defs/GrantRecord/properties/encryptionContextSubset/additionalProperties/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                    if (vErrors === null) {
                      vErrors = [err58];
                    } else {
                      vErrors.push(err58);
                    }
                    errors++;
                  }
                }
              } else {
                const err59 = { instancePath: instancePath + "/grants/" + i2 + "/encryptionContextSubset", schemaPath: "#/$defs/GrantRecord/properties/encryptionContextSubset/type", keyword: "type", params: { type: "object" }, message: "must be object" };
                if (vErrors === null) {
                  vErrors = [err59];
                } else {
                  vErrors.push(err59);
                }
                errors++;
              }
            }
            if (data19.sourceArn !== void 0) {
              if (typeof data19.sourceArn !== "string") {
                const err60 = { instancePath: instancePath + "/grants/" + i2 + "/sourceArn", schemaPath: "#/$defs/GrantRecord/properties/sourceArn/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                if (vErrors === null) {
                  vErrors = [err60];
                } else {
                  vErrors.push(err60);
                }
                errors++;
              }
            }
            if (data19.created !== void 0) {
              if (!(typeof data19.created == "number")) {
                const err61 = { instancePath: instancePath + "/grants/" + i2 + "/created", schemaPath: "#/$defs/GrantRecord/properties/created/type", keyword: "type", params: { type: "number" }, message: "must be number" };
                if (vErrors === null) {
                  vErrors = [err61];
                } else {
                  vErrors.push(err61);
                }
                errors++;
              }
            }
            if (data19.issuingAccount !== void 0) {
              if (typeof data19.issuingAccount !== "string") {
                const err62 = { instancePath: instancePath + "/grants/" + i2 + "/issuingAccount", schemaPath: "#/$defs/GrantRecord/properties/issuingAccount/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                if (vErrors === null) {
                  vErrors = [err62];
                } else {
                  vErrors.push(err62);
                }
                errors++;
              }
            }
          } else {
            const err63 = { instancePath: instancePath + "/grants/" + i2, schemaPath: "#/$defs/GrantRecord/type", keyword: "type", params: { type: "object" }, message: "must be object" };
            if (vErrors === null) {
              vErrors = [err63];
            } else {
              vErrors.push(err63);
            }
            errors++;
          }
        }
      } else {
        const err64 = { instancePath: instancePath + "/grants", schemaPath: "#/properties/grants/type", keyword: "type", params: { type: "array" }, message: "must be array" };
        if (vErrors === null) {
          vErrors = [err64];
        } else {
          vErrors.push(err64);
        }
        errors++;
      }
    }
    if (data.keyStores !== void 0) {
      let data37 = data.keyStores;
      if (Array.isArray(data37)) {
        const len4 = data37.length;
        for (let i4 = 0; i4 < len4; i4++) {
          let data38 = data37[i4];
          if (data38 && typeof data38 == "object" && !Array.isArray(data38)) {
            if (data38.id === void 0) {
              const err65 = { instancePath: instancePath + "/keyStores/" + i4, schemaPath: "#/$defs/KeyStoreRecord/required", keyword: "required", params: { missingProperty: "id" }, message: "must have required property 'id'" };
              if (vErrors === null) {
                vErrors = [err65];
              } else {
                vErrors.push(err65);
              }
              errors++;
            }
            if (data38.accountId === void 0) {
              const err66 = { instancePath: instancePath + "/keyStores/" + i4, schemaPath: "#/$defs/KeyStoreRecord/required", keyword: "required", params: { missingProperty: "accountId" }, message: "must have required property 'accountId'" };
              if (vErrors === null) {
                vErrors = [err66];
              } else {
                vErrors.push(err66);
              }
              errors++;
            }
            if (data38.region === void 0) {
              const err67 = { instancePath: instancePath + "/keyStores/" + i4, schemaPath: "#/$defs/KeyStoreRecord/required", keyword: "required", params: { missingProperty: "region" }, message: "must have required property 'region'" };
              if (vErrors === null) {
                vErrors = [err67];
              } else {
                vErrors.push(err67);
              }
              errors++;
            }
            if (data38.name === void 0) {
              const err68 = { instancePath: instancePath + "/keyStores/" + i4, schemaPath: "#/$defs/KeyStoreRecord/required", keyword: "required", params: { missingProperty: "name" }, message: "must have required property 'name'" };
              if (vErrors === null) {
                vErrors = [err68];
              } else {
                vErrors.push(err68);
              }
              errors++;
            }
            if (data38.type === void 0) {
              const err69 = { instancePath: instancePath + "/keyStores/" + i4, schemaPath: "#/$defs/KeyStoreRecord/required", keyword: "required", params: { missingProperty: "type" }, message: "must have required property 'type'" };
              if (vErrors === null) {
                vErrors = [err69];
              } else {
                vErrors.push(err69);
              }
              errors++;
            }
            if (data38.state === void 0) {
              const err70 = { instancePath: instancePath + "/keyStores/" + i4, schemaPath: "#/$defs/KeyStoreRecord/required", keyword: "required", params: { missingProperty: "state" }, message: "must have required property 'state'" };
              if (vErrors === null) {
                vErrors = [err70];
              } else {
                vErrors.push(err70);
              }
              errors++;
            }
            if (data38.created === void 0) {
              const err71 = { instancePath: instancePath + "/keyStores/" + i4, schemaPath: "#/$defs/KeyStoreRecord/required", keyword: "required", params: { missingProperty: "created" }, message: "must have required property 'created'" };
              if (vErrors === null) {
                vErrors = [err71];
              } else {
                vErrors.push(err71);
              }
              errors++;
            }
            for (const key6 in data38) {
              if (!func1.call(schema47.properties, key6)) {
                const err72 = { instancePath: instancePath + "/keyStores/" + i4, schemaPath: "#/$defs/KeyStoreRecord/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key6 }, message: "must NOT have additional properties" };
                if (vErrors === null) {
                  vErrors = [err72];
                } else {
                  vErrors.push(err72);
                }
                errors++;
              }
            }
            if (data38.id !== void 0) {
              if (typeof data38.id !== "string") {
                const err73 = { instancePath: instancePath + "/keyStores/" + i4 + "/id", schemaPath: "#/$defs/KeyStoreRecord/properties/id/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                if (vErrors === null) {
                  vErrors = [err73];
                } else {
                  vErrors.push(err73);
                }
                errors++;
              }
            }
            if (data38.accountId !== void 0) {
              if (typeof data38.accountId !== "string") {
                const err74 = { instancePath: instancePath + "/keyStores/" + i4 + "/accountId", schemaPath: "#/$defs/KeyStoreRecord/properties/accountId/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                if (vErrors === null) {
                  vErrors = [err74];
                } else {
                  vErrors.push(err74);
                }
                errors++;
              }
            }
            if (data38.region !== void 0) {
              if (typeof data38.region !== "string") {
                const err75 = { instancePath: instancePath + "/keyStores/" + i4 + "/region", schemaPath: "#/$defs/KeyStoreRecord/properties/region/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                if (vErrors === null) {
                  vErrors = [err75];
                } else {
                  vErrors.push(err75);
                }
                errors++;
              }
            }
            if (data38.name !== void 0) {
              if (typeof data38.name !== "string") {
                const err76 = { instancePath: instancePath + "/keyStores/" + i4 + "/name", schemaPath: "#/$defs/KeyStoreRecord/properties/name/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                if (vErrors === null) {
                  vErrors = [err76];
                } else {
                  vErrors.push(err76);
                }
                errors++;
              }
            }
            if (data38.type !== void 0) {
              let data43 = data38.type;
              if (!(data43 === "AWS_CLOUDHSM" || data43 === "EXTERNAL_KEY_STORE")) {
                const err77 = { instancePath: instancePath + "/keyStores/" + i4 + "/type", schemaPath: "#/$defs/KeyStoreRecord/properties/type/enum", keyword: "enum", params: { allowedValues: schema47.properties.type.enum }, message: "must be equal to one of the allowed values" };
                if (vErrors === null) {
                  vErrors = [err77];
                } else {
                  vErrors.push(err77);
                }
                errors++;
              }
            }
            if (data38.state !== void 0) {
              let data44 = data38.state;
              if (!(data44 === "CONNECTED" || data44 === "CONNECTING" || data44 === "DISCONNECTED" || data44 === "DISCONNECTING" || data44 === "FAILED")) {
                const err78 = { instancePath: instancePath + "/keyStores/" + i4 + "/state", schemaPath: "#/$defs/KeyStoreRecord/properties/state/enum", keyword: "enum", params: { allowedValues: schema47.properties.state.enum }, message: "must be equal to one of the allowed values" };
                if (vErrors === null) {
                  vErrors = [err78];
                } else {
                  vErrors.push(err78);
                }
                errors++;
              }
            }
            if (data38.error !== void 0) {
              if (typeof data38.error !== "string") {
                const err79 = { instancePath: instancePath + "/keyStores/" + i4 + "/error", schemaPath: "#/$defs/KeyStoreRecord/properties/error/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                if (vErrors === null) {
                  vErrors = [err79];
                } else {
                  vErrors.push(err79);
                }
                errors++;
              }
            }
            if (data38.created !== void 0) {
              if (!(typeof data38.created == "number")) {
                const err80 = { instancePath: instancePath + "/keyStores/" + i4 + "/created", schemaPath: "#/$defs/KeyStoreRecord/properties/created/type", keyword: "type", params: { type: "number" }, message: "must be number" };
                if (vErrors === null) {
                  vErrors = [err80];
                } else {
                  vErrors.push(err80);
                }
                errors++;
              }
            }
            if (data38.clusterId !== void 0) {
              if (typeof data38.clusterId !== "string") {
                const err81 = { instancePath: instancePath + "/keyStores/" + i4 + "/clusterId", schemaPath: "#/$defs/KeyStoreRecord/properties/clusterId/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                if (vErrors === null) {
                  vErrors = [err81];
                } else {
                  vErrors.push(err81);
                }
                errors++;
              }
            }
            if (data38.trustAnchorCertificate !== void 0) {
              if (typeof data38.trustAnchorCertificate !== "string") {
                const err82 = { instancePath: instancePath + "/keyStores/" + i4 + "/trustAnchorCertificate", schemaPath: "#/$defs/KeyStoreRecord/properties/trustAnchorCertificate/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                if (vErrors === null) {
                  vErrors = [err82];
                } else {
                  vErrors.push(err82);
                }
                errors++;
              }
            }
            if (data38.xks !== void 0) {
              let data49 = data38.xks;
              if (data49 && typeof data49 == "object" && !Array.isArray(data49)) {
                for (const key7 in data49) {
                  if (!(key7 === "connectivity" || key7 === "endpoint" || key7 === "path" || key7 === "accessKeyId" || key7 === "vpcService" || key7 === "vpcServiceOwner")) {
                    const err83 = { instancePath: instancePath + "/keyStores/" + i4 + "/xks", schemaPath: "#/$defs/KeyStoreRecord/properties/xks/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key7 }, message: "must NOT have additional properties" };
                    if (vErrors === null) {
                      vErrors = [err83];
                    } else {
                      vErrors.push(err83);
                    }
                    errors++;
                  }
                }
                if (data49.connectivity !== void 0) {
                  let data50 = data49.connectivity;
                  if (!(data50 === "PUBLIC_ENDPOINT" || data50 === "VPC_ENDPOINT_SERVICE")) {
                    const err84 = { instancePath: instancePath + "/keyStores/" + i4 + "/xks/connectivity", schemaPath: "#/$defs/KeyStoreRecord/properties/xks/properties/connectivity/enum", keyword: "enum", params: { allowedValues: schema47.properties.xks.properties.connectivity.enum }, message: "must be equal to one of the allowed values" };
                    if (vErrors === null) {
                      vErrors = [err84];
                    } else {
                      vErrors.push(err84);
                    }
                    errors++;
                  }
                }
                if (data49.endpoint !== void 0) {
                  if (typeof data49.endpoint !== "string") {
                    const err85 = { instancePath: instancePath + "/keyStores/" + i4 + "/xks/endpoint", schemaPath: "#/$defs/KeyStoreRecord/properties/xks/properties/endpoint/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                    if (vErrors === null) {
                      vErrors = [err85];
                    } else {
                      vErrors.push(err85);
                    }
                    errors++;
                  }
                }
                if (data49.path !== void 0) {
                  if (typeof data49.path !== "string") {
                    const err86 = { instancePath: instancePath + "/keyStores/" + i4 + "/xks/path", schemaPath: "#/$defs/KeyStoreRecord/properties/xks/properties/path/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                    if (vErrors === null) {
                      vErrors = [err86];
                    } else {
                      vErrors.push(err86);
                    }
                    errors++;
                  }
                }
                if (data49.accessKeyId !== void 0) {
                  if (typeof data49.accessKeyId !== "string") {
                    const err87 = { instancePath: instancePath + "/keyStores/" + i4 + "/xks/accessKeyId", schemaPath: "#/$defs/KeyStoreRecord/properties/xks/properties/accessKeyId/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                    if (vErrors === null) {
                      vErrors = [err87];
                    } else {
                      vErrors.push(err87);
                    }
                    errors++;
                  }
                }
                if (data49.vpcService !== void 0) {
                  if (typeof data49.vpcService !== "string") {
                    const err88 = { instancePath: instancePath + "/keyStores/" + i4 + "/xks/vpcService", schemaPath: "#/$defs/KeyStoreRecord/properties/xks/properties/vpcService/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                    if (vErrors === null) {
                      vErrors = [err88];
                    } else {
                      vErrors.push(err88);
                    }
                    errors++;
                  }
                }
                if (data49.vpcServiceOwner !== void 0) {
                  if (typeof data49.vpcServiceOwner !== "string") {
                    const err89 = { instancePath: instancePath + "/keyStores/" + i4 + "/xks/vpcServiceOwner", schemaPath: "#/$defs/KeyStoreRecord/properties/xks/properties/vpcServiceOwner/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                    if (vErrors === null) {
                      vErrors = [err89];
                    } else {
                      vErrors.push(err89);
                    }
                    errors++;
                  }
                }
              } else {
                const err90 = { instancePath: instancePath + "/keyStores/" + i4 + "/xks", schemaPath: "#/$defs/KeyStoreRecord/properties/xks/type", keyword: "type", params: { type: "object" }, message: "must be object" };
                if (vErrors === null) {
                  vErrors = [err90];
                } else {
                  vErrors.push(err90);
                }
                errors++;
              }
            }
          } else {
            const err91 = { instancePath: instancePath + "/keyStores/" + i4, schemaPath: "#/$defs/KeyStoreRecord/type", keyword: "type", params: { type: "object" }, message: "must be object" };
            if (vErrors === null) {
              vErrors = [err91];
            } else {
              vErrors.push(err91);
            }
            errors++;
          }
        }
      } else {
        const err92 = { instancePath: instancePath + "/keyStores", schemaPath: "#/properties/keyStores/type", keyword: "type", params: { type: "array" }, message: "must be array" };
        if (vErrors === null) {
          vErrors = [err92];
        } else {
          vErrors.push(err92);
        }
        errors++;
      }
    }
    if (data.usages !== void 0) {
      let data56 = data.usages;
      if (Array.isArray(data56)) {
        const len5 = data56.length;
        for (let i5 = 0; i5 < len5; i5++) {
          let data57 = data56[i5];
          if (data57 && typeof data57 == "object" && !Array.isArray(data57)) {
            if (data57.keyArn === void 0) {
              const err93 = { instancePath: instancePath + "/usages/" + i5, schemaPath: "#/$defs/UsageRecord/required", keyword: "required", params: { missingProperty: "keyArn" }, message: "must have required property 'keyArn'" };
              if (vErrors === null) {
                vErrors = [err93];
              } else {
                vErrors.push(err93);
              }
              errors++;
            }
            if (data57.operation === void 0) {
              const err94 = { instancePath: instancePath + "/usages/" + i5, schemaPath: "#/$defs/UsageRecord/required", keyword: "required", params: { missingProperty: "operation" }, message: "must have required property 'operation'" };
              if (vErrors === null) {
                vErrors = [err94];
              } else {
                vErrors.push(err94);
              }
              errors++;
            }
            if (data57.date === void 0) {
              const err95 = { instancePath: instancePath + "/usages/" + i5, schemaPath: "#/$defs/UsageRecord/required", keyword: "required", params: { missingProperty: "date" }, message: "must have required property 'date'" };
              if (vErrors === null) {
                vErrors = [err95];
              } else {
                vErrors.push(err95);
              }
              errors++;
            }
            if (data57.eventId === void 0) {
              const err96 = { instancePath: instancePath + "/usages/" + i5, schemaPath: "#/$defs/UsageRecord/required", keyword: "required", params: { missingProperty: "eventId" }, message: "must have required property 'eventId'" };
              if (vErrors === null) {
                vErrors = [err96];
              } else {
                vErrors.push(err96);
              }
              errors++;
            }
            if (data57.requestId === void 0) {
              const err97 = { instancePath: instancePath + "/usages/" + i5, schemaPath: "#/$defs/UsageRecord/required", keyword: "required", params: { missingProperty: "requestId" }, message: "must have required property 'requestId'" };
              if (vErrors === null) {
                vErrors = [err97];
              } else {
                vErrors.push(err97);
              }
              errors++;
            }
            for (const key8 in data57) {
              if (!(key8 === "keyArn" || key8 === "operation" || key8 === "date" || key8 === "eventId" || key8 === "requestId")) {
                const err98 = { instancePath: instancePath + "/usages/" + i5, schemaPath: "#/$defs/UsageRecord/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key8 }, message: "must NOT have additional properties" };
                if (vErrors === null) {
                  vErrors = [err98];
                } else {
                  vErrors.push(err98);
                }
                errors++;
              }
            }
            if (data57.keyArn !== void 0) {
              if (typeof data57.keyArn !== "string") {
                const err99 = { instancePath: instancePath + "/usages/" + i5 + "/keyArn", schemaPath: "#/$defs/UsageRecord/properties/keyArn/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                if (vErrors === null) {
                  vErrors = [err99];
                } else {
                  vErrors.push(err99);
                }
                errors++;
              }
            }
            if (data57.operation !== void 0) {
              if (typeof data57.operation !== "string") {
                const err100 = { instancePath: instancePath + "/usages/" + i5 + "/operation", schemaPath: "#/$defs/UsageRecord/properties/operation/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                if (vErrors === null) {
                  vErrors = [err100];
                } else {
                  vErrors.push(err100);
                }
                errors++;
              }
            }
            if (data57.date !== void 0) {
              if (!(typeof data57.date == "number")) {
                const err101 = { instancePath: instancePath + "/usages/" + i5 + "/date", schemaPath: "#/$defs/UsageRecord/properties/date/type", keyword: "type", params: { type: "number" }, message: "must be number" };
                if (vErrors === null) {
                  vErrors = [err101];
                } else {
                  vErrors.push(err101);
                }
                errors++;
              }
            }
            if (data57.eventId !== void 0) {
              if (typeof data57.eventId !== "string") {
                const err102 = { instancePath: instancePath + "/usages/" + i5 + "/eventId", schemaPath: "#/$defs/UsageRecord/properties/eventId/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                if (vErrors === null) {
                  vErrors = [err102];
                } else {
                  vErrors.push(err102);
                }
                errors++;
              }
            }
            if (data57.requestId !== void 0) {
              if (typeof data57.requestId !== "string") {
                const err103 = { instancePath: instancePath + "/usages/" + i5 + "/requestId", schemaPath: "#/$defs/UsageRecord/properties/requestId/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                if (vErrors === null) {
                  vErrors = [err103];
                } else {
                  vErrors.push(err103);
                }
                errors++;
              }
            }
          } else {
            const err104 = { instancePath: instancePath + "/usages/" + i5, schemaPath: "#/$defs/UsageRecord/type", keyword: "type", params: { type: "object" }, message: "must be object" };
            if (vErrors === null) {
              vErrors = [err104];
            } else {
              vErrors.push(err104);
            }
            errors++;
          }
        }
      } else {
        const err105 = { instancePath: instancePath + "/usages", schemaPath: "#/properties/usages/type", keyword: "type", params: { type: "array" }, message: "must be array" };
        if (vErrors === null) {
          vErrors = [err105];
        } else {
          vErrors.push(err105);
        }
        errors++;
      }
    }
    if (data.checksum !== void 0) {
      if (typeof data.checksum !== "string") {
        const err106 = { instancePath: instancePath + "/checksum", schemaPath: "#/properties/checksum/type", keyword: "type", params: { type: "string" }, message: "must be string" };
        if (vErrors === null) {
          vErrors = [err106];
        } else {
          vErrors.push(err106);
        }
        errors++;
      }
    }
  } else {
    const err107 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object" };
    if (vErrors === null) {
      vErrors = [err107];
    } else {
      vErrors.push(err107);
    }
    errors++;
  }
  validate20.errors = vErrors;
  return errors === 0;
}
validate20.evaluated = { "props": true, "dynamicProps": false, "dynamicItems": false };
export {
  stdin_default as default,
  validate
};
