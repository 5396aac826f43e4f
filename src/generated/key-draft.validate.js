/* Generated from schemas/key-draft.schema.json by `npm run generate`. Do not edit. */
// <stdin>
var validate = validate20;
var stdin_default = validate20;
var schema31 = { "$schema": "https://json-schema.org/draft/2020-12/schema", "title": "KeyDraft", "description": "What a person has chosen so far for a key to be, valid or not: the wizard's draft as it is kept on disk and sent between webview and host.", "type": "object", "additionalProperties": false, "required": ["spec", "usage", "origin", "multiRegion", "importRisksAccepted", "customKeyStoreId", "xksKeyId", "alias", "description", "tags", "administrators", "administratorsMayDelete", "users", "otherAccounts", "bypassLockoutCheck"], "properties": { "spec": { "enum": ["SYMMETRIC_DEFAULT", "RSA_2048", "RSA_3072", "RSA_4096", "ECC_NIST_P256", "ECC_NIST_P384", "ECC_NIST_P521", "ECC_NIST_EDWARDS25519", "ECC_SECG_P256K1", "HMAC_224", "HMAC_256", "HMAC_384", "HMAC_512", "ML_DSA_44", "ML_DSA_65", "ML_DSA_87", "ML_KEM_512", "ML_KEM_768", "ML_KEM_1024", "SM2"] }, "usage": { "enum": ["ENCRYPT_DECRYPT", "SIGN_VERIFY", "GENERATE_VERIFY_MAC", "KEY_AGREEMENT", "ENCAPSULATE_DECAPSULATE"] }, "origin": { "enum": ["AWS_KMS", "EXTERNAL", "AWS_CLOUDHSM", "EXTERNAL_KEY_STORE"] }, "multiRegion": { "type": "boolean" }, "importRisksAccepted": { "type": "boolean", "description": `The console's "I understand the security and durability implications of using an imported key".` }, "customKeyStoreId": { "type": "string", "description": "Empty where the origin is not a custom key store." }, "xksKeyId": { "type": "string", "description": "Id of the key in an external key store; empty elsewhere." }, "rotationPeriodDays": { "type": "integer", "description": "Present where automatic rotation is to be turned on after the key is made." }, "alias": { "type": "string", "description": "As typed, with or without the prefix alias/." }, "description": { "type": "string" }, "tags": { "type": "array", "items": { "type": "object", "additionalProperties": false, "required": ["key", "value"], "properties": { "key": { "type": "string" }, "value": { "type": "string" } } } }, "administrators": { "type": "array", "items": { "type": "string" }, "description": "ARNs of users and roles, as chosen or typed." }, "administratorsMayDelete": { "type": "boolean" }, "users": { "type": "array", "items": { "type": "string" } }, "otherAccounts": { "type": "array", "items": { "type": "string" }, "description": "Account ids, as typed." }, "editedPolicy": { "type": "string", "description": "The key policy's text once a person has edited it; absent while it follows from the choices." }, "bypassLockoutCheck": { "type": "boolean" } } };
var func1 = Object.prototype.hasOwnProperty;
function validate20(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
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
    if (data.spec === void 0) {
      const err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "spec" }, message: "must have required property 'spec'" };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
    if (data.usage === void 0) {
      const err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "usage" }, message: "must have required property 'usage'" };
      if (vErrors === null) {
        vErrors = [err1];
      } else {
        vErrors.push(err1);
      }
      errors++;
    }
    if (data.origin === void 0) {
      const err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "origin" }, message: "must have required property 'origin'" };
      if (vErrors === null) {
        vErrors = [err2];
      } else {
        vErrors.push(err2);
      }
      errors++;
    }
    if (data.multiRegion === void 0) {
      const err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "multiRegion" }, message: "must have required property 'multiRegion'" };
      if (vErrors === null) {
        vErrors = [err3];
      } else {
        vErrors.push(err3);
      }
      errors++;
    }
    if (data.importRisksAccepted === void 0) {
      const err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "importRisksAccepted" }, message: "must have required property 'importRisksAccepted'" };
      if (vErrors === null) {
        vErrors = [err4];
      } else {
        vErrors.push(err4);
      }
      errors++;
    }
    if (data.customKeyStoreId === void 0) {
      const err5 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "customKeyStoreId" }, message: "must have required property 'customKeyStoreId'" };
      if (vErrors === null) {
        vErrors = [err5];
      } else {
        vErrors.push(err5);
      }
      errors++;
    }
    if (data.xksKeyId === void 0) {
      const err6 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "xksKeyId" }, message: "must have required property 'xksKeyId'" };
      if (vErrors === null) {
        vErrors = [err6];
      } else {
        vErrors.push(err6);
      }
      errors++;
    }
    if (data.alias === void 0) {
      const err7 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "alias" }, message: "must have required property 'alias'" };
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
    if (data.tags === void 0) {
      const err9 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "tags" }, message: "must have required property 'tags'" };
      if (vErrors === null) {
        vErrors = [err9];
      } else {
        vErrors.push(err9);
      }
      errors++;
    }
    if (data.administrators === void 0) {
      const err10 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "administrators" }, message: "must have required property 'administrators'" };
      if (vErrors === null) {
        vErrors = [err10];
      } else {
        vErrors.push(err10);
      }
      errors++;
    }
    if (data.administratorsMayDelete === void 0) {
      const err11 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "administratorsMayDelete" }, message: "must have required property 'administratorsMayDelete'" };
      if (vErrors === null) {
        vErrors = [err11];
      } else {
        vErrors.push(err11);
      }
      errors++;
    }
    if (data.users === void 0) {
      const err12 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "users" }, message: "must have required property 'users'" };
      if (vErrors === null) {
        vErrors = [err12];
      } else {
        vErrors.push(err12);
      }
      errors++;
    }
    if (data.otherAccounts === void 0) {
      const err13 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "otherAccounts" }, message: "must have required property 'otherAccounts'" };
      if (vErrors === null) {
        vErrors = [err13];
      } else {
        vErrors.push(err13);
      }
      errors++;
    }
    if (data.bypassLockoutCheck === void 0) {
      const err14 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "bypassLockoutCheck" }, message: "must have required property 'bypassLockoutCheck'" };
      if (vErrors === null) {
        vErrors = [err14];
      } else {
        vErrors.push(err14);
      }
      errors++;
    }
    for (const key0 in data) {
      if (!func1.call(schema31.properties, key0)) {
        const err15 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties" };
        if (vErrors === null) {
          vErrors = [err15];
        } else {
          vErrors.push(err15);
        }
        errors++;
      }
    }
    if (data.spec !== void 0) {
      let data0 = data.spec;
      if (!(data0 === "SYMMETRIC_DEFAULT" || data0 === "RSA_2048" || data0 === "RSA_3072" || data0 === "RSA_4096" || data0 === "ECC_NIST_P256" || data0 === "ECC_NIST_P384" || data0 === "ECC_NIST_P521" || data0 === "ECC_NIST_EDWARDS25519" || data0 === "ECC_SECG_P256K1" || data0 === "HMAC_224" || data0 === "HMAC_256" || data0 === "HMAC_384" || data0 === "HMAC_512" || data0 === "ML_DSA_44" || data0 === "ML_DSA_65" || data0 === "ML_DSA_87" || data0 === "ML_KEM_512" || data0 === "ML_KEM_768" || data0 === "ML_KEM_1024" || data0 === "SM2")) {
        const err16 = { instancePath: instancePath + "/spec", schemaPath: "#/properties/spec/enum", keyword: "enum", params: { allowedValues: schema31.properties.spec.enum }, message: "must be equal to one of the allowed values" };
        if (vErrors === null) {
          vErrors = [err16];
        } else {
          vErrors.push(err16);
        }
        errors++;
      }
    }
    if (data.usage !== void 0) {
      let data1 = data.usage;
      if (!(data1 === "ENCRYPT_DECRYPT" || data1 === "SIGN_VERIFY" || data1 === "GENERATE_VERIFY_MAC" || data1 === "KEY_AGREEMENT" || data1 === "ENCAPSULATE_DECAPSULATE")) {
        const err17 = { instancePath: instancePath + "/usage", schemaPath: "#/properties/usage/enum", keyword: "enum", params: { allowedValues: schema31.properties.usage.enum }, message: "must be equal to one of the allowed values" };
        if (vErrors === null) {
          vErrors = [err17];
        } else {
          vErrors.push(err17);
        }
        errors++;
      }
    }
    if (data.origin !== void 0) {
      let data2 = data.origin;
      if (!(data2 === "AWS_KMS" || data2 === "EXTERNAL" || data2 === "AWS_CLOUDHSM" || data2 === "EXTERNAL_KEY_STORE")) {
        const err18 = { instancePath: instancePath + "/origin", schemaPath: "#/properties/origin/enum", keyword: "enum", params: { allowedValues: schema31.properties.origin.enum }, message: "must be equal to one of the allowed values" };
        if (vErrors === null) {
          vErrors = [err18];
        } else {
          vErrors.push(err18);
        }
        errors++;
      }
    }
    if (data.multiRegion !== void 0) {
      if (typeof data.multiRegion !== "boolean") {
        const err19 = { instancePath: instancePath + "/multiRegion", schemaPath: "#/properties/multiRegion/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean" };
        if (vErrors === null) {
          vErrors = [err19];
        } else {
          vErrors.push(err19);
        }
        errors++;
      }
    }
    if (data.importRisksAccepted !== void 0) {
      if (typeof data.importRisksAccepted !== "boolean") {
        const err20 = { instancePath: instancePath + "/importRisksAccepted", schemaPath: "#/properties/importRisksAccepted/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean" };
        if (vErrors === null) {
          vErrors = [err20];
        } else {
          vErrors.push(err20);
        }
        errors++;
      }
    }
    if (data.customKeyStoreId !== void 0) {
      if (typeof data.customKeyStoreId !== "string") {
        const err21 = { instancePath: instancePath + "/customKeyStoreId", schemaPath: "#/properties/customKeyStoreId/type", keyword: "type", params: { type: "string" }, message: "must be string" };
        if (vErrors === null) {
          vErrors = [err21];
        } else {
          vErrors.push(err21);
        }
        errors++;
      }
    }
    if (data.xksKeyId !== void 0) {
      if (typeof data.xksKeyId !== "string") {
        const err22 = { instancePath: instancePath + "/xksKeyId", schemaPath: "#/properties/xksKeyId/type", keyword: "type", params: { type: "string" }, message: "must be string" };
        if (vErrors === null) {
          vErrors = [err22];
        } else {
          vErrors.push(err22);
        }
        errors++;
      }
    }
    if (data.rotationPeriodDays !== void 0) {
      let data7 = data.rotationPeriodDays;
      if (!(typeof data7 == "number" && (!(data7 % 1) && !isNaN(data7)))) {
        const err23 = { instancePath: instancePath + "/rotationPeriodDays", schemaPath: "#/properties/rotationPeriodDays/type", keyword: "type", params: { type: "integer" }, message: "must be integer" };
        if (vErrors === null) {
          vErrors = [err23];
        } else {
          vErrors.push(err23);
        }
        errors++;
      }
    }
    if (data.alias !== void 0) {
      if (typeof data.alias !== "string") {
        const err24 = { instancePath: instancePath + "/alias", schemaPath: "#/properties/alias/type", keyword: "type", params: { type: "string" }, message: "must be string" };
        if (vErrors === null) {
          vErrors = [err24];
        } else {
          vErrors.push(err24);
        }
        errors++;
      }
    }
    if (data.description !== void 0) {
      if (typeof data.description !== "string") {
        const err25 = { instancePath: instancePath + "/description", schemaPath: "#/properties/description/type", keyword: "type", params: { type: "string" }, message: "must be string" };
        if (vErrors === null) {
          vErrors = [err25];
        } else {
          vErrors.push(err25);
        }
        errors++;
      }
    }
    if (data.tags !== void 0) {
      let data10 = data.tags;
      if (Array.isArray(data10)) {
        const len0 = data10.length;
        for (let i0 = 0; i0 < len0; i0++) {
          let data11 = data10[i0];
          if (data11 && typeof data11 == "object" && !Array.isArray(data11)) {
            if (data11.key === void 0) {
              const err26 = { instancePath: instancePath + "/tags/" + i0, schemaPath: "#/properties/tags/items/required", keyword: "required", params: { missingProperty: "key" }, message: "must have required property 'key'" };
              if (vErrors === null) {
                vErrors = [err26];
              } else {
                vErrors.push(err26);
              }
              errors++;
            }
            if (data11.value === void 0) {
              const err27 = { instancePath: instancePath + "/tags/" + i0, schemaPath: "#/properties/tags/items/required", keyword: "required", params: { missingProperty: "value" }, message: "must have required property 'value'" };
              if (vErrors === null) {
                vErrors = [err27];
              } else {
                vErrors.push(err27);
              }
              errors++;
            }
            for (const key1 in data11) {
              if (!(key1 === "key" || key1 === "value")) {
                const err28 = { instancePath: instancePath + "/tags/" + i0, schemaPath: "#/properties/tags/items/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key1 }, message: "must NOT have additional properties" };
                if (vErrors === null) {
                  vErrors = [err28];
                } else {
                  vErrors.push(err28);
                }
                errors++;
              }
            }
            if (data11.key !== void 0) {
              if (typeof data11.key !== "string") {
                const err29 = { instancePath: instancePath + "/tags/" + i0 + "/key", schemaPath: "#/properties/tags/items/properties/key/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                if (vErrors === null) {
                  vErrors = [err29];
                } else {
                  vErrors.push(err29);
                }
                errors++;
              }
            }
            if (data11.value !== void 0) {
              if (typeof data11.value !== "string") {
                const err30 = { instancePath: instancePath + "/tags/" + i0 + "/value", schemaPath: "#/properties/tags/items/properties/value/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                if (vErrors === null) {
                  vErrors = [err30];
                } else {
                  vErrors.push(err30);
                }
                errors++;
              }
            }
          } else {
            const err31 = { instancePath: instancePath + "/tags/" + i0, schemaPath: "#/properties/tags/items/type", keyword: "type", params: { type: "object" }, message: "must be object" };
            if (vErrors === null) {
              vErrors = [err31];
            } else {
              vErrors.push(err31);
            }
            errors++;
          }
        }
      } else {
        const err32 = { instancePath: instancePath + "/tags", schemaPath: "#/properties/tags/type", keyword: "type", params: { type: "array" }, message: "must be array" };
        if (vErrors === null) {
          vErrors = [err32];
        } else {
          vErrors.push(err32);
        }
        errors++;
      }
    }
    if (data.administrators !== void 0) {
      let data14 = data.administrators;
      if (Array.isArray(data14)) {
        const len1 = data14.length;
        for (let i1 = 0; i1 < len1; i1++) {
          if (typeof data14[i1] !== "string") {
            const err33 = { instancePath: instancePath + "/administrators/" + i1, schemaPath: "#/properties/administrators/items/type", keyword: "type", params: { type: "string" }, message: "must be string" };
            if (vErrors === null) {
              vErrors = [err33];
            } else {
              vErrors.push(err33);
            }
            errors++;
          }
        }
      } else {
        const err34 = { instancePath: instancePath + "/administrators", schemaPath: "#/properties/administrators/type", keyword: "type", params: { type: "array" }, message: "must be array" };
        if (vErrors === null) {
          vErrors = [err34];
        } else {
          vErrors.push(err34);
        }
        errors++;
      }
    }
    if (data.administratorsMayDelete !== void 0) {
      if (typeof data.administratorsMayDelete !== "boolean") {
        const err35 = { instancePath: instancePath + "/administratorsMayDelete", schemaPath: "#/properties/administratorsMayDelete/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean" };
        if (vErrors === null) {
          vErrors = [err35];
        } else {
          vErrors.push(err35);
        }
        errors++;
      }
    }
    if (data.users !== void 0) {
      let data17 = data.users;
      if (Array.isArray(data17)) {
        const len2 = data17.length;
        for (let i2 = 0; i2 < len2; i2++) {
          if (typeof data17[i2] !== "string") {
            const err36 = { instancePath: instancePath + "/users/" + i2, schemaPath: "#/properties/users/items/type", keyword: "type", params: { type: "string" }, message: "must be string" };
            if (vErrors === null) {
              vErrors = [err36];
            } else {
              vErrors.push(err36);
            }
            errors++;
          }
        }
      } else {
        const err37 = { instancePath: instancePath + "/users", schemaPath: "#/properties/users/type", keyword: "type", params: { type: "array" }, message: "must be array" };
        if (vErrors === null) {
          vErrors = [err37];
        } else {
          vErrors.push(err37);
        }
        errors++;
      }
    }
    if (data.otherAccounts !== void 0) {
      let data19 = data.otherAccounts;
      if (Array.isArray(data19)) {
        const len3 = data19.length;
        for (let i3 = 0; i3 < len3; i3++) {
          if (typeof data19[i3] !== "string") {
            const err38 = { instancePath: instancePath + "/otherAccounts/" + i3, schemaPath: "#/properties/otherAccounts/items/type", keyword: "type", params: { type: "string" }, message: "must be string" };
            if (vErrors === null) {
              vErrors = [err38];
            } else {
              vErrors.push(err38);
            }
            errors++;
          }
        }
      } else {
        const err39 = { instancePath: instancePath + "/otherAccounts", schemaPath: "#/properties/otherAccounts/type", keyword: "type", params: { type: "array" }, message: "must be array" };
        if (vErrors === null) {
          vErrors = [err39];
        } else {
          vErrors.push(err39);
        }
        errors++;
      }
    }
    if (data.editedPolicy !== void 0) {
      if (typeof data.editedPolicy !== "string") {
        const err40 = { instancePath: instancePath + "/editedPolicy", schemaPath: "#/properties/editedPolicy/type", keyword: "type", params: { type: "string" }, message: "must be string" };
        if (vErrors === null) {
          vErrors = [err40];
        } else {
          vErrors.push(err40);
        }
        errors++;
      }
    }
    if (data.bypassLockoutCheck !== void 0) {
      if (typeof data.bypassLockoutCheck !== "boolean") {
        const err41 = { instancePath: instancePath + "/bypassLockoutCheck", schemaPath: "#/properties/bypassLockoutCheck/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean" };
        if (vErrors === null) {
          vErrors = [err41];
        } else {
          vErrors.push(err41);
        }
        errors++;
      }
    }
  } else {
    const err42 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object" };
    if (vErrors === null) {
      vErrors = [err42];
    } else {
      vErrors.push(err42);
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
