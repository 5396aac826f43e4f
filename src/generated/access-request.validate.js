/* Generated from schemas/access-request.schema.json by `npm run generate`. Do not edit. */
var __getOwnPropNames = Object.getOwnPropertyNames;
var __commonJS = (cb, mod) => function __require() {
  try {
    return mod || (0, cb[__getOwnPropNames(cb)[0]])((mod = { exports: {} }).exports, mod), mod.exports;
  } catch (e) {
    throw mod = 0, e;
  }
};

// node_modules/ajv/dist/runtime/ucs2length.js
var require_ucs2length = __commonJS({
  "node_modules/ajv/dist/runtime/ucs2length.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: true });
    function ucs2length(str) {
      const len = str.length;
      let length = 0;
      let pos = 0;
      let value;
      while (pos < len) {
        length++;
        value = str.charCodeAt(pos++);
        if (value >= 55296 && value <= 56319 && pos < len) {
          value = str.charCodeAt(pos);
          if ((value & 64512) === 56320)
            pos++;
        }
      }
      return length;
    }
    exports.default = ucs2length;
    ucs2length.code = 'require("ajv/dist/runtime/ucs2length").default';
  }
});

// <stdin>
var validate = validate20;
var stdin_default = validate20;
var schema31 = { "$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "access-request.schema.json", "title": "DescribedRequest", "description": "One request to KMS with everything that bears on it, as `evaluate` reads it. Fields that are not named here are ignored with a warning.", "type": "object", "required": ["principal", "action", "resource"], "properties": { "name": { "type": "string", "description": "How the request is called in the results." }, "expect": { "description": "The decision that is expected; another one makes `evaluate` exit with 1.", "enum": ["Allowed", "ExplicitlyDenied", "ImplicitlyDenied"] }, "principal": { "type": "string", "minLength": 1, "description": "ARN of a user, role, role session, federated user or root user; or the name of a service such as cloudtrail.amazonaws.com." }, "principalAccount": { "type": "string", "pattern": "^[0-9]{12}$" }, "principalId": { "type": "string", "description": "AIDA\u2026 or AROA\u2026, for policies that name unique ids." }, "session": { "type": "object", "properties": { "roleArn": { "type": "string" }, "tags": { "type": "object", "additionalProperties": { "type": "string" } }, "federatedProvider": { "type": "string" } }, "additionalProperties": false }, "action": { "type": "string", "pattern": "^([A-Za-z0-9-]+:)?[A-Za-z0-9]+$", "description": "kms:Decrypt" }, "resource": { "type": "string", "minLength": 1, "description": "ARN of the key or alias; * where there is none." }, "keyAccount": { "type": "string", "pattern": "^[0-9]{12}$" }, "keyPolicy": { "$ref": "#/$defs/policy" }, "identityPolicies": { "type": "array", "items": { "$ref": "#/$defs/policyInput" } }, "grants": { "type": "array", "items": { "$ref": "#/$defs/grant" } }, "grantTokens": { "type": "array", "items": { "type": "string" } }, "context": { "type": "object", "description": "Condition keys of the request, e.g. kms:EncryptionContext:app or aws:SourceIp.", "additionalProperties": { "anyOf": [{ "type": "string" }, { "type": "number" }, { "type": "boolean" }, { "type": "array", "items": { "anyOf": [{ "type": "string" }, { "type": "number" }, { "type": "boolean" }] } }] } }, "serviceControlPolicies": { "$ref": "#/$defs/levels" }, "resourceControlPolicies": { "$ref": "#/$defs/levels" }, "permissionBoundaries": { "type": "array", "items": { "$ref": "#/$defs/policyInput" } }, "sessionPolicies": { "type": "array", "items": { "$ref": "#/$defs/policyInput" } } }, "$defs": { "policy": { "description": "A policy document, as an object or as JSON text.", "anyOf": [{ "type": "string" }, { "type": "object" }] }, "policyInput": { "description": "A policy document, or {name, document}.", "anyOf": [{ "type": "string" }, { "type": "object" }] }, "levels": { "description": "Policies side by side are one level of the organization; a list within the list is a level of its own, and each level has to allow.", "type": "array", "items": { "anyOf": [{ "type": "string" }, { "type": "object" }, { "type": "array", "items": { "$ref": "#/$defs/policyInput" } }] } }, "grant": { "description": "A grant as ListGrants answers it.", "type": "object", "required": ["Operations"], "properties": { "GrantId": { "type": "string" }, "Name": { "type": "string" }, "GranteePrincipal": { "type": "string" }, "GranteeServicePrincipal": { "type": "string" }, "RetiringPrincipal": { "type": "string" }, "RetiringServicePrincipal": { "type": "string" }, "IssuingAccount": { "type": "string" }, "Operations": { "type": "array", "items": { "type": "string" } }, "Constraints": { "type": "object", "properties": { "EncryptionContextEquals": { "$ref": "#/$defs/pairs" }, "EncryptionContextSubset": { "$ref": "#/$defs/pairs" }, "SourceArn": { "type": "string" } } } }, "anyOf": [{ "required": ["GranteePrincipal"] }, { "required": ["GranteeServicePrincipal"] }] }, "pairs": { "type": "object", "additionalProperties": { "type": "string" } } } };
var func1 = require_ucs2length().default;
var pattern4 = new RegExp("^[0-9]{12}$", "u");
var pattern5 = new RegExp("^([A-Za-z0-9-]+:)?[A-Za-z0-9]+$", "u");
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
  const _errs1 = errors;
  let valid0 = false;
  const _errs2 = errors;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.GranteePrincipal === void 0) {
      const err0 = { instancePath, schemaPath: "#/anyOf/0/required", keyword: "required", params: { missingProperty: "GranteePrincipal" }, message: "must have required property 'GranteePrincipal'" };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
  }
  var _valid0 = _errs2 === errors;
  valid0 = valid0 || _valid0;
  const _errs3 = errors;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.GranteeServicePrincipal === void 0) {
      const err1 = { instancePath, schemaPath: "#/anyOf/1/required", keyword: "required", params: { missingProperty: "GranteeServicePrincipal" }, message: "must have required property 'GranteeServicePrincipal'" };
      if (vErrors === null) {
        vErrors = [err1];
      } else {
        vErrors.push(err1);
      }
      errors++;
    }
  }
  var _valid0 = _errs3 === errors;
  valid0 = valid0 || _valid0;
  if (!valid0) {
    const err2 = { instancePath, schemaPath: "#/anyOf", keyword: "anyOf", params: {}, message: "must match a schema in anyOf" };
    if (vErrors === null) {
      vErrors = [err2];
    } else {
      vErrors.push(err2);
    }
    errors++;
  } else {
    errors = _errs1;
    if (vErrors !== null) {
      if (_errs1) {
        vErrors.length = _errs1;
      } else {
        vErrors = null;
      }
    }
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.Operations === void 0) {
      const err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "Operations" }, message: "must have required property 'Operations'" };
      if (vErrors === null) {
        vErrors = [err3];
      } else {
        vErrors.push(err3);
      }
      errors++;
    }
    if (data.GrantId !== void 0) {
      if (typeof data.GrantId !== "string") {
        const err4 = { instancePath: instancePath + "/GrantId", schemaPath: "#/properties/GrantId/type", keyword: "type", params: { type: "string" }, message: "must be string" };
        if (vErrors === null) {
          vErrors = [err4];
        } else {
          vErrors.push(err4);
        }
        errors++;
      }
    }
    if (data.Name !== void 0) {
      if (typeof data.Name !== "string") {
        const err5 = { instancePath: instancePath + "/Name", schemaPath: "#/properties/Name/type", keyword: "type", params: { type: "string" }, message: "must be string" };
        if (vErrors === null) {
          vErrors = [err5];
        } else {
          vErrors.push(err5);
        }
        errors++;
      }
    }
    if (data.GranteePrincipal !== void 0) {
      if (typeof data.GranteePrincipal !== "string") {
        const err6 = { instancePath: instancePath + "/GranteePrincipal", schemaPath: "#/properties/GranteePrincipal/type", keyword: "type", params: { type: "string" }, message: "must be string" };
        if (vErrors === null) {
          vErrors = [err6];
        } else {
          vErrors.push(err6);
        }
        errors++;
      }
    }
    if (data.GranteeServicePrincipal !== void 0) {
      if (typeof data.GranteeServicePrincipal !== "string") {
        const err7 = { instancePath: instancePath + "/GranteeServicePrincipal", schemaPath: "#/properties/GranteeServicePrincipal/type", keyword: "type", params: { type: "string" }, message: "must be string" };
        if (vErrors === null) {
          vErrors = [err7];
        } else {
          vErrors.push(err7);
        }
        errors++;
      }
    }
    if (data.RetiringPrincipal !== void 0) {
      if (typeof data.RetiringPrincipal !== "string") {
        const err8 = { instancePath: instancePath + "/RetiringPrincipal", schemaPath: "#/properties/RetiringPrincipal/type", keyword: "type", params: { type: "string" }, message: "must be string" };
        if (vErrors === null) {
          vErrors = [err8];
        } else {
          vErrors.push(err8);
        }
        errors++;
      }
    }
    if (data.RetiringServicePrincipal !== void 0) {
      if (typeof data.RetiringServicePrincipal !== "string") {
        const err9 = { instancePath: instancePath + "/RetiringServicePrincipal", schemaPath: "#/properties/RetiringServicePrincipal/type", keyword: "type", params: { type: "string" }, message: "must be string" };
        if (vErrors === null) {
          vErrors = [err9];
        } else {
          vErrors.push(err9);
        }
        errors++;
      }
    }
    if (data.IssuingAccount !== void 0) {
      if (typeof data.IssuingAccount !== "string") {
        const err10 = { instancePath: instancePath + "/IssuingAccount", schemaPath: "#/properties/IssuingAccount/type", keyword: "type", params: { type: "string" }, message: "must be string" };
        if (vErrors === null) {
          vErrors = [err10];
        } else {
          vErrors.push(err10);
        }
        errors++;
      }
    }
    if (data.Operations !== void 0) {
      let data7 = data.Operations;
      if (Array.isArray(data7)) {
        const len0 = data7.length;
        for (let i0 = 0; i0 < len0; i0++) {
          if (typeof data7[i0] !== "string") {
            const err11 = { instancePath: instancePath + "/Operations/" + i0, schemaPath: "#/properties/Operations/items/type", keyword: "type", params: { type: "string" }, message: "must be string" };
            if (vErrors === null) {
              vErrors = [err11];
            } else {
              vErrors.push(err11);
            }
            errors++;
          }
        }
      } else {
        const err12 = { instancePath: instancePath + "/Operations", schemaPath: "#/properties/Operations/type", keyword: "type", params: { type: "array" }, message: "must be array" };
        if (vErrors === null) {
          vErrors = [err12];
        } else {
          vErrors.push(err12);
        }
        errors++;
      }
    }
    if (data.Constraints !== void 0) {
      let data9 = data.Constraints;
      if (data9 && typeof data9 == "object" && !Array.isArray(data9)) {
        if (data9.EncryptionContextEquals !== void 0) {
          let data10 = data9.EncryptionContextEquals;
          if (data10 && typeof data10 == "object" && !Array.isArray(data10)) {
            for (const key0 in data10) {
              if (typeof data10[key0] !== "string") {
                const err13 = { instancePath: instancePath + "/Constraints/EncryptionContextEquals/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/$defs/pairs/additionalProperties/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                if (vErrors === null) {
                  vErrors = [err13];
                } else {
                  vErrors.push(err13);
                }
                errors++;
              }
            }
          } else {
            const err14 = { instancePath: instancePath + "/Constraints/EncryptionContextEquals", schemaPath: "#/$defs/pairs/type", keyword: "type", params: { type: "object" }, message: "must be object" };
            if (vErrors === null) {
              vErrors = [err14];
            } else {
              vErrors.push(err14);
            }
            errors++;
          }
        }
        if (data9.EncryptionContextSubset !== void 0) {
          let data12 = data9.EncryptionContextSubset;
          if (data12 && typeof data12 == "object" && !Array.isArray(data12)) {
            for (const key1 in data12) {
              if (typeof data12[key1] !== "string") {
                const err15 = { instancePath: instancePath + "/Constraints/EncryptionContextSubset/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/$defs/pairs/additionalProperties/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                if (vErrors === null) {
                  vErrors = [err15];
                } else {
                  vErrors.push(err15);
                }
                errors++;
              }
            }
          } else {
            const err16 = { instancePath: instancePath + "/Constraints/EncryptionContextSubset", schemaPath: "#/$defs/pairs/type", keyword: "type", params: { type: "object" }, message: "must be object" };
            if (vErrors === null) {
              vErrors = [err16];
            } else {
              vErrors.push(err16);
            }
            errors++;
          }
        }
        if (data9.SourceArn !== void 0) {
          if (typeof data9.SourceArn !== "string") {
            const err17 = { instancePath: instancePath + "/Constraints/SourceArn", schemaPath: "#/properties/Constraints/properties/SourceArn/type", keyword: "type", params: { type: "string" }, message: "must be string" };
            if (vErrors === null) {
              vErrors = [err17];
            } else {
              vErrors.push(err17);
            }
            errors++;
          }
        }
      } else {
        const err18 = { instancePath: instancePath + "/Constraints", schemaPath: "#/properties/Constraints/type", keyword: "type", params: { type: "object" }, message: "must be object" };
        if (vErrors === null) {
          vErrors = [err18];
        } else {
          vErrors.push(err18);
        }
        errors++;
      }
    }
  } else {
    const err19 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object" };
    if (vErrors === null) {
      vErrors = [err19];
    } else {
      vErrors.push(err19);
    }
    errors++;
  }
  validate21.errors = vErrors;
  return errors === 0;
}
validate21.evaluated = { "props": { "GrantId": true, "Name": true, "GranteePrincipal": true, "GranteeServicePrincipal": true, "RetiringPrincipal": true, "RetiringServicePrincipal": true, "IssuingAccount": true, "Operations": true, "Constraints": true }, "dynamicProps": false, "dynamicItems": false };
function validate23(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate23.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (Array.isArray(data)) {
    const len0 = data.length;
    for (let i0 = 0; i0 < len0; i0++) {
      let data0 = data[i0];
      const _errs2 = errors;
      let valid2 = false;
      const _errs3 = errors;
      if (typeof data0 !== "string") {
        const err0 = { instancePath: instancePath + "/" + i0, schemaPath: "#/items/anyOf/0/type", keyword: "type", params: { type: "string" }, message: "must be string" };
        if (vErrors === null) {
          vErrors = [err0];
        } else {
          vErrors.push(err0);
        }
        errors++;
      }
      var _valid0 = _errs3 === errors;
      valid2 = valid2 || _valid0;
      const _errs5 = errors;
      if (!(data0 && typeof data0 == "object" && !Array.isArray(data0))) {
        const err1 = { instancePath: instancePath + "/" + i0, schemaPath: "#/items/anyOf/1/type", keyword: "type", params: { type: "object" }, message: "must be object" };
        if (vErrors === null) {
          vErrors = [err1];
        } else {
          vErrors.push(err1);
        }
        errors++;
      }
      var _valid0 = _errs5 === errors;
      valid2 = valid2 || _valid0;
      const _errs7 = errors;
      if (Array.isArray(data0)) {
        const len1 = data0.length;
        for (let i1 = 0; i1 < len1; i1++) {
          let data1 = data0[i1];
          const _errs11 = errors;
          let valid6 = false;
          const _errs12 = errors;
          if (typeof data1 !== "string") {
            const err2 = { instancePath: instancePath + "/" + i0 + "/" + i1, schemaPath: "#/$defs/policyInput/anyOf/0/type", keyword: "type", params: { type: "string" }, message: "must be string" };
            if (vErrors === null) {
              vErrors = [err2];
            } else {
              vErrors.push(err2);
            }
            errors++;
          }
          var _valid1 = _errs12 === errors;
          valid6 = valid6 || _valid1;
          const _errs14 = errors;
          if (!(data1 && typeof data1 == "object" && !Array.isArray(data1))) {
            const err3 = { instancePath: instancePath + "/" + i0 + "/" + i1, schemaPath: "#/$defs/policyInput/anyOf/1/type", keyword: "type", params: { type: "object" }, message: "must be object" };
            if (vErrors === null) {
              vErrors = [err3];
            } else {
              vErrors.push(err3);
            }
            errors++;
          }
          var _valid1 = _errs14 === errors;
          valid6 = valid6 || _valid1;
          if (!valid6) {
            const err4 = { instancePath: instancePath + "/" + i0 + "/" + i1, schemaPath: "#/$defs/policyInput/anyOf", keyword: "anyOf", params: {}, message: "must match a schema in anyOf" };
            if (vErrors === null) {
              vErrors = [err4];
            } else {
              vErrors.push(err4);
            }
            errors++;
          } else {
            errors = _errs11;
            if (vErrors !== null) {
              if (_errs11) {
                vErrors.length = _errs11;
              } else {
                vErrors = null;
              }
            }
          }
        }
      } else {
        const err5 = { instancePath: instancePath + "/" + i0, schemaPath: "#/items/anyOf/2/type", keyword: "type", params: { type: "array" }, message: "must be array" };
        if (vErrors === null) {
          vErrors = [err5];
        } else {
          vErrors.push(err5);
        }
        errors++;
      }
      var _valid0 = _errs7 === errors;
      valid2 = valid2 || _valid0;
      if (!valid2) {
        const err6 = { instancePath: instancePath + "/" + i0, schemaPath: "#/items/anyOf", keyword: "anyOf", params: {}, message: "must match a schema in anyOf" };
        if (vErrors === null) {
          vErrors = [err6];
        } else {
          vErrors.push(err6);
        }
        errors++;
      } else {
        errors = _errs2;
        if (vErrors !== null) {
          if (_errs2) {
            vErrors.length = _errs2;
          } else {
            vErrors = null;
          }
        }
      }
    }
  } else {
    const err7 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "array" }, message: "must be array" };
    if (vErrors === null) {
      vErrors = [err7];
    } else {
      vErrors.push(err7);
    }
    errors++;
  }
  validate23.errors = vErrors;
  return errors === 0;
}
validate23.evaluated = { "items": true, "dynamicProps": false, "dynamicItems": false };
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
    if (data.principal === void 0) {
      const err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "principal" }, message: "must have required property 'principal'" };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
    if (data.action === void 0) {
      const err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "action" }, message: "must have required property 'action'" };
      if (vErrors === null) {
        vErrors = [err1];
      } else {
        vErrors.push(err1);
      }
      errors++;
    }
    if (data.resource === void 0) {
      const err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "resource" }, message: "must have required property 'resource'" };
      if (vErrors === null) {
        vErrors = [err2];
      } else {
        vErrors.push(err2);
      }
      errors++;
    }
    if (data.name !== void 0) {
      if (typeof data.name !== "string") {
        const err3 = { instancePath: instancePath + "/name", schemaPath: "#/properties/name/type", keyword: "type", params: { type: "string" }, message: "must be string" };
        if (vErrors === null) {
          vErrors = [err3];
        } else {
          vErrors.push(err3);
        }
        errors++;
      }
    }
    if (data.expect !== void 0) {
      let data1 = data.expect;
      if (!(data1 === "Allowed" || data1 === "ExplicitlyDenied" || data1 === "ImplicitlyDenied")) {
        const err4 = { instancePath: instancePath + "/expect", schemaPath: "#/properties/expect/enum", keyword: "enum", params: { allowedValues: schema31.properties.expect.enum }, message: "must be equal to one of the allowed values" };
        if (vErrors === null) {
          vErrors = [err4];
        } else {
          vErrors.push(err4);
        }
        errors++;
      }
    }
    if (data.principal !== void 0) {
      let data2 = data.principal;
      if (typeof data2 === "string") {
        if (func1(data2) < 1) {
          const err5 = { instancePath: instancePath + "/principal", schemaPath: "#/properties/principal/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters" };
          if (vErrors === null) {
            vErrors = [err5];
          } else {
            vErrors.push(err5);
          }
          errors++;
        }
      } else {
        const err6 = { instancePath: instancePath + "/principal", schemaPath: "#/properties/principal/type", keyword: "type", params: { type: "string" }, message: "must be string" };
        if (vErrors === null) {
          vErrors = [err6];
        } else {
          vErrors.push(err6);
        }
        errors++;
      }
    }
    if (data.principalAccount !== void 0) {
      let data3 = data.principalAccount;
      if (typeof data3 === "string") {
        if (!pattern4.test(data3)) {
          const err7 = { instancePath: instancePath + "/principalAccount", schemaPath: "#/properties/principalAccount/pattern", keyword: "pattern", params: { pattern: "^[0-9]{12}$" }, message: 'must match pattern "^[0-9]{12}$"' };
          if (vErrors === null) {
            vErrors = [err7];
          } else {
            vErrors.push(err7);
          }
          errors++;
        }
      } else {
        const err8 = { instancePath: instancePath + "/principalAccount", schemaPath: "#/properties/principalAccount/type", keyword: "type", params: { type: "string" }, message: "must be string" };
        if (vErrors === null) {
          vErrors = [err8];
        } else {
          vErrors.push(err8);
        }
        errors++;
      }
    }
    if (data.principalId !== void 0) {
      if (typeof data.principalId !== "string") {
        const err9 = { instancePath: instancePath + "/principalId", schemaPath: "#/properties/principalId/type", keyword: "type", params: { type: "string" }, message: "must be string" };
        if (vErrors === null) {
          vErrors = [err9];
        } else {
          vErrors.push(err9);
        }
        errors++;
      }
    }
    if (data.session !== void 0) {
      let data5 = data.session;
      if (data5 && typeof data5 == "object" && !Array.isArray(data5)) {
        for (const key0 in data5) {
          if (!(key0 === "roleArn" || key0 === "tags" || key0 === "federatedProvider")) {
            const err10 = { instancePath: instancePath + "/session", schemaPath: "#/properties/session/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties" };
            if (vErrors === null) {
              vErrors = [err10];
            } else {
              vErrors.push(err10);
            }
            errors++;
          }
        }
        if (data5.roleArn !== void 0) {
          if (typeof data5.roleArn !== "string") {
            const err11 = { instancePath: instancePath + "/session/roleArn", schemaPath: "#/properties/session/properties/roleArn/type", keyword: "type", params: { type: "string" }, message: "must be string" };
            if (vErrors === null) {
              vErrors = [err11];
            } else {
              vErrors.push(err11);
            }
            errors++;
          }
        }
        if (data5.tags !== void 0) {
          let data7 = data5.tags;
          if (data7 && typeof data7 == "object" && !Array.isArray(data7)) {
            for (const key1 in data7) {
              if (typeof data7[key1] !== "string") {
                const err12 = { instancePath: instancePath + "/session/tags/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/session/properties/tags/additionalProperties/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                if (vErrors === null) {
                  vErrors = [err12];
                } else {
                  vErrors.push(err12);
                }
                errors++;
              }
            }
          } else {
            const err13 = { instancePath: instancePath + "/session/tags", schemaPath: "#/properties/session/properties/tags/type", keyword: "type", params: { type: "object" }, message: "must be object" };
            if (vErrors === null) {
              vErrors = [err13];
            } else {
              vErrors.push(err13);
            }
            errors++;
          }
        }
        if (data5.federatedProvider !== void 0) {
          if (typeof data5.federatedProvider !== "string") {
            const err14 = { instancePath: instancePath + "/session/federatedProvider", schemaPath: "#/properties/session/properties/federatedProvider/type", keyword: "type", params: { type: "string" }, message: "must be string" };
            if (vErrors === null) {
              vErrors = [err14];
            } else {
              vErrors.push(err14);
            }
            errors++;
          }
        }
      } else {
        const err15 = { instancePath: instancePath + "/session", schemaPath: "#/properties/session/type", keyword: "type", params: { type: "object" }, message: "must be object" };
        if (vErrors === null) {
          vErrors = [err15];
        } else {
          vErrors.push(err15);
        }
        errors++;
      }
    }
    if (data.action !== void 0) {
      let data10 = data.action;
      if (typeof data10 === "string") {
        if (!pattern5.test(data10)) {
          const err16 = { instancePath: instancePath + "/action", schemaPath: "#/properties/action/pattern", keyword: "pattern", params: { pattern: "^([A-Za-z0-9-]+:)?[A-Za-z0-9]+$" }, message: 'must match pattern "^([A-Za-z0-9-]+:)?[A-Za-z0-9]+$"' };
          if (vErrors === null) {
            vErrors = [err16];
          } else {
            vErrors.push(err16);
          }
          errors++;
        }
      } else {
        const err17 = { instancePath: instancePath + "/action", schemaPath: "#/properties/action/type", keyword: "type", params: { type: "string" }, message: "must be string" };
        if (vErrors === null) {
          vErrors = [err17];
        } else {
          vErrors.push(err17);
        }
        errors++;
      }
    }
    if (data.resource !== void 0) {
      let data11 = data.resource;
      if (typeof data11 === "string") {
        if (func1(data11) < 1) {
          const err18 = { instancePath: instancePath + "/resource", schemaPath: "#/properties/resource/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters" };
          if (vErrors === null) {
            vErrors = [err18];
          } else {
            vErrors.push(err18);
          }
          errors++;
        }
      } else {
        const err19 = { instancePath: instancePath + "/resource", schemaPath: "#/properties/resource/type", keyword: "type", params: { type: "string" }, message: "must be string" };
        if (vErrors === null) {
          vErrors = [err19];
        } else {
          vErrors.push(err19);
        }
        errors++;
      }
    }
    if (data.keyAccount !== void 0) {
      let data12 = data.keyAccount;
      if (typeof data12 === "string") {
        if (!pattern4.test(data12)) {
          const err20 = { instancePath: instancePath + "/keyAccount", schemaPath: "#/properties/keyAccount/pattern", keyword: "pattern", params: { pattern: "^[0-9]{12}$" }, message: 'must match pattern "^[0-9]{12}$"' };
          if (vErrors === null) {
            vErrors = [err20];
          } else {
            vErrors.push(err20);
          }
          errors++;
        }
      } else {
        const err21 = { instancePath: instancePath + "/keyAccount", schemaPath: "#/properties/keyAccount/type", keyword: "type", params: { type: "string" }, message: "must be string" };
        if (vErrors === null) {
          vErrors = [err21];
        } else {
          vErrors.push(err21);
        }
        errors++;
      }
    }
    if (data.keyPolicy !== void 0) {
      let data13 = data.keyPolicy;
      const _errs30 = errors;
      let valid4 = false;
      const _errs31 = errors;
      if (typeof data13 !== "string") {
        const err22 = { instancePath: instancePath + "/keyPolicy", schemaPath: "#/$defs/policy/anyOf/0/type", keyword: "type", params: { type: "string" }, message: "must be string" };
        if (vErrors === null) {
          vErrors = [err22];
        } else {
          vErrors.push(err22);
        }
        errors++;
      }
      var _valid0 = _errs31 === errors;
      valid4 = valid4 || _valid0;
      const _errs33 = errors;
      if (!(data13 && typeof data13 == "object" && !Array.isArray(data13))) {
        const err23 = { instancePath: instancePath + "/keyPolicy", schemaPath: "#/$defs/policy/anyOf/1/type", keyword: "type", params: { type: "object" }, message: "must be object" };
        if (vErrors === null) {
          vErrors = [err23];
        } else {
          vErrors.push(err23);
        }
        errors++;
      }
      var _valid0 = _errs33 === errors;
      valid4 = valid4 || _valid0;
      if (!valid4) {
        const err24 = { instancePath: instancePath + "/keyPolicy", schemaPath: "#/$defs/policy/anyOf", keyword: "anyOf", params: {}, message: "must match a schema in anyOf" };
        if (vErrors === null) {
          vErrors = [err24];
        } else {
          vErrors.push(err24);
        }
        errors++;
      } else {
        errors = _errs30;
        if (vErrors !== null) {
          if (_errs30) {
            vErrors.length = _errs30;
          } else {
            vErrors = null;
          }
        }
      }
    }
    if (data.identityPolicies !== void 0) {
      let data14 = data.identityPolicies;
      if (Array.isArray(data14)) {
        const len0 = data14.length;
        for (let i0 = 0; i0 < len0; i0++) {
          let data15 = data14[i0];
          const _errs39 = errors;
          let valid8 = false;
          const _errs40 = errors;
          if (typeof data15 !== "string") {
            const err25 = { instancePath: instancePath + "/identityPolicies/" + i0, schemaPath: "#/$defs/policyInput/anyOf/0/type", keyword: "type", params: { type: "string" }, message: "must be string" };
            if (vErrors === null) {
              vErrors = [err25];
            } else {
              vErrors.push(err25);
            }
            errors++;
          }
          var _valid1 = _errs40 === errors;
          valid8 = valid8 || _valid1;
          const _errs42 = errors;
          if (!(data15 && typeof data15 == "object" && !Array.isArray(data15))) {
            const err26 = { instancePath: instancePath + "/identityPolicies/" + i0, schemaPath: "#/$defs/policyInput/anyOf/1/type", keyword: "type", params: { type: "object" }, message: "must be object" };
            if (vErrors === null) {
              vErrors = [err26];
            } else {
              vErrors.push(err26);
            }
            errors++;
          }
          var _valid1 = _errs42 === errors;
          valid8 = valid8 || _valid1;
          if (!valid8) {
            const err27 = { instancePath: instancePath + "/identityPolicies/" + i0, schemaPath: "#/$defs/policyInput/anyOf", keyword: "anyOf", params: {}, message: "must match a schema in anyOf" };
            if (vErrors === null) {
              vErrors = [err27];
            } else {
              vErrors.push(err27);
            }
            errors++;
          } else {
            errors = _errs39;
            if (vErrors !== null) {
              if (_errs39) {
                vErrors.length = _errs39;
              } else {
                vErrors = null;
              }
            }
          }
        }
      } else {
        const err28 = { instancePath: instancePath + "/identityPolicies", schemaPath: "#/properties/identityPolicies/type", keyword: "type", params: { type: "array" }, message: "must be array" };
        if (vErrors === null) {
          vErrors = [err28];
        } else {
          vErrors.push(err28);
        }
        errors++;
      }
    }
    if (data.grants !== void 0) {
      let data16 = data.grants;
      if (Array.isArray(data16)) {
        const len1 = data16.length;
        for (let i1 = 0; i1 < len1; i1++) {
          if (!validate21(data16[i1], { instancePath: instancePath + "/grants/" + i1, parentData: data16, parentDataProperty: i1, rootData, dynamicAnchors })) {
            vErrors = vErrors === null ? validate21.errors : vErrors.concat(validate21.errors);
            errors = vErrors.length;
          }
        }
      } else {
        const err29 = { instancePath: instancePath + "/grants", schemaPath: "#/properties/grants/type", keyword: "type", params: { type: "array" }, message: "must be array" };
        if (vErrors === null) {
          vErrors = [err29];
        } else {
          vErrors.push(err29);
        }
        errors++;
      }
    }
    if (data.grantTokens !== void 0) {
      let data18 = data.grantTokens;
      if (Array.isArray(data18)) {
        const len2 = data18.length;
        for (let i2 = 0; i2 < len2; i2++) {
          if (typeof data18[i2] !== "string") {
            const err30 = { instancePath: instancePath + "/grantTokens/" + i2, schemaPath: "#/properties/grantTokens/items/type", keyword: "type", params: { type: "string" }, message: "must be string" };
            if (vErrors === null) {
              vErrors = [err30];
            } else {
              vErrors.push(err30);
            }
            errors++;
          }
        }
      } else {
        const err31 = { instancePath: instancePath + "/grantTokens", schemaPath: "#/properties/grantTokens/type", keyword: "type", params: { type: "array" }, message: "must be array" };
        if (vErrors === null) {
          vErrors = [err31];
        } else {
          vErrors.push(err31);
        }
        errors++;
      }
    }
    if (data.context !== void 0) {
      let data20 = data.context;
      if (data20 && typeof data20 == "object" && !Array.isArray(data20)) {
        for (const key2 in data20) {
          let data21 = data20[key2];
          const _errs55 = errors;
          let valid14 = false;
          const _errs56 = errors;
          if (typeof data21 !== "string") {
            const err32 = { instancePath: instancePath + "/context/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/context/additionalProperties/anyOf/0/type", keyword: "type", params: { type: "string" }, message: "must be string" };
            if (vErrors === null) {
              vErrors = [err32];
            } else {
              vErrors.push(err32);
            }
            errors++;
          }
          var _valid2 = _errs56 === errors;
          valid14 = valid14 || _valid2;
          const _errs58 = errors;
          if (!(typeof data21 == "number")) {
            const err33 = { instancePath: instancePath + "/context/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/context/additionalProperties/anyOf/1/type", keyword: "type", params: { type: "number" }, message: "must be number" };
            if (vErrors === null) {
              vErrors = [err33];
            } else {
              vErrors.push(err33);
            }
            errors++;
          }
          var _valid2 = _errs58 === errors;
          valid14 = valid14 || _valid2;
          const _errs60 = errors;
          if (typeof data21 !== "boolean") {
            const err34 = { instancePath: instancePath + "/context/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/context/additionalProperties/anyOf/2/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean" };
            if (vErrors === null) {
              vErrors = [err34];
            } else {
              vErrors.push(err34);
            }
            errors++;
          }
          var _valid2 = _errs60 === errors;
          valid14 = valid14 || _valid2;
          const _errs62 = errors;
          if (Array.isArray(data21)) {
            const len3 = data21.length;
            for (let i3 = 0; i3 < len3; i3++) {
              let data22 = data21[i3];
              const _errs65 = errors;
              let valid17 = false;
              const _errs66 = errors;
              if (typeof data22 !== "string") {
                const err35 = { instancePath: instancePath + "/context/" + key2.replace(/~/g, "~0").replace(/\//g, "~1") + "/" + i3, schemaPath: "#/properties/context/additionalProperties/anyOf/3/items/anyOf/0/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                if (vErrors === null) {
                  vErrors = [err35];
                } else {
                  vErrors.push(err35);
                }
                errors++;
              }
              var _valid3 = _errs66 === errors;
              valid17 = valid17 || _valid3;
              const _errs68 = errors;
              if (!(typeof data22 == "number")) {
                const err36 = { instancePath: instancePath + "/context/" + key2.replace(/~/g, "~0").replace(/\//g, "~1") + "/" + i3, schemaPath: "#/properties/context/additionalProperties/anyOf/3/items/anyOf/1/type", keyword: "type", params: { type: "number" }, message: "must be number" };
                if (vErrors === null) {
                  vErrors = [err36];
                } else {
                  vErrors.push(err36);
                }
                errors++;
              }
              var _valid3 = _errs68 === errors;
              valid17 = valid17 || _valid3;
              const _errs70 = errors;
              if (typeof data22 !== "boolean") {
                const err37 = { instancePath: instancePath + "/context/" + key2.replace(/~/g, "~0").replace(/\//g, "~1") + "/" + i3, schemaPath: "#/properties/context/additionalProperties/anyOf/3/items/anyOf/2/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean" };
                if (vErrors === null) {
                  vErrors = [err37];
                } else {
                  vErrors.push(err37);
                }
                errors++;
              }
              var _valid3 = _errs70 === errors;
              valid17 = valid17 || _valid3;
              if (!valid17) {
                const err38 = { instancePath: instancePath + "/context/" + key2.replace(/~/g, "~0").replace(/\//g, "~1") + "/" + i3, schemaPath: "#/properties/context/additionalProperties/anyOf/3/items/anyOf", keyword: "anyOf", params: {}, message: "must match a schema in anyOf" };
                if (vErrors === null) {
                  vErrors = [err38];
                } else {
                  vErrors.push(err38);
                }
                errors++;
              } else {
                errors = _errs65;
                if (vErrors !== null) {
                  if (_errs65) {
                    vErrors.length = _errs65;
                  } else {
                    vErrors = null;
                  }
                }
              }
            }
          } else {
            const err39 = { instancePath: instancePath + "/context/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/context/additionalProperties/anyOf/3/type", keyword: "type", params: { type: "array" }, message: "must be array" };
            if (vErrors === null) {
              vErrors = [err39];
            } else {
              vErrors.push(err39);
            }
            errors++;
          }
          var _valid2 = _errs62 === errors;
          valid14 = valid14 || _valid2;
          if (!valid14) {
            const err40 = { instancePath: instancePath + "/context/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/context/additionalProperties/anyOf", keyword: "anyOf", params: {}, message: "must match a schema in anyOf" };
            if (vErrors === null) {
              vErrors = [err40];
            } else {
              vErrors.push(err40);
            }
            errors++;
          } else {
            errors = _errs55;
            if (vErrors !== null) {
              if (_errs55) {
                vErrors.length = _errs55;
              } else {
                vErrors = null;
              }
            }
          }
        }
      } else {
        const err41 = { instancePath: instancePath + "/context", schemaPath: "#/properties/context/type", keyword: "type", params: { type: "object" }, message: "must be object" };
        if (vErrors === null) {
          vErrors = [err41];
        } else {
          vErrors.push(err41);
        }
        errors++;
      }
    }
    if (data.serviceControlPolicies !== void 0) {
      if (!validate23(data.serviceControlPolicies, { instancePath: instancePath + "/serviceControlPolicies", parentData: data, parentDataProperty: "serviceControlPolicies", rootData, dynamicAnchors })) {
        vErrors = vErrors === null ? validate23.errors : vErrors.concat(validate23.errors);
        errors = vErrors.length;
      }
    }
    if (data.resourceControlPolicies !== void 0) {
      if (!validate23(data.resourceControlPolicies, { instancePath: instancePath + "/resourceControlPolicies", parentData: data, parentDataProperty: "resourceControlPolicies", rootData, dynamicAnchors })) {
        vErrors = vErrors === null ? validate23.errors : vErrors.concat(validate23.errors);
        errors = vErrors.length;
      }
    }
    if (data.permissionBoundaries !== void 0) {
      let data25 = data.permissionBoundaries;
      if (Array.isArray(data25)) {
        const len4 = data25.length;
        for (let i4 = 0; i4 < len4; i4++) {
          let data26 = data25[i4];
          const _errs78 = errors;
          let valid21 = false;
          const _errs79 = errors;
          if (typeof data26 !== "string") {
            const err42 = { instancePath: instancePath + "/permissionBoundaries/" + i4, schemaPath: "#/$defs/policyInput/anyOf/0/type", keyword: "type", params: { type: "string" }, message: "must be string" };
            if (vErrors === null) {
              vErrors = [err42];
            } else {
              vErrors.push(err42);
            }
            errors++;
          }
          var _valid4 = _errs79 === errors;
          valid21 = valid21 || _valid4;
          const _errs81 = errors;
          if (!(data26 && typeof data26 == "object" && !Array.isArray(data26))) {
            const err43 = { instancePath: instancePath + "/permissionBoundaries/" + i4, schemaPath: "#/$defs/policyInput/anyOf/1/type", keyword: "type", params: { type: "object" }, message: "must be object" };
            if (vErrors === null) {
              vErrors = [err43];
            } else {
              vErrors.push(err43);
            }
            errors++;
          }
          var _valid4 = _errs81 === errors;
          valid21 = valid21 || _valid4;
          if (!valid21) {
            const err44 = { instancePath: instancePath + "/permissionBoundaries/" + i4, schemaPath: "#/$defs/policyInput/anyOf", keyword: "anyOf", params: {}, message: "must match a schema in anyOf" };
            if (vErrors === null) {
              vErrors = [err44];
            } else {
              vErrors.push(err44);
            }
            errors++;
          } else {
            errors = _errs78;
            if (vErrors !== null) {
              if (_errs78) {
                vErrors.length = _errs78;
              } else {
                vErrors = null;
              }
            }
          }
        }
      } else {
        const err45 = { instancePath: instancePath + "/permissionBoundaries", schemaPath: "#/properties/permissionBoundaries/type", keyword: "type", params: { type: "array" }, message: "must be array" };
        if (vErrors === null) {
          vErrors = [err45];
        } else {
          vErrors.push(err45);
        }
        errors++;
      }
    }
    if (data.sessionPolicies !== void 0) {
      let data27 = data.sessionPolicies;
      if (Array.isArray(data27)) {
        const len5 = data27.length;
        for (let i5 = 0; i5 < len5; i5++) {
          let data28 = data27[i5];
          const _errs87 = errors;
          let valid25 = false;
          const _errs88 = errors;
          if (typeof data28 !== "string") {
            const err46 = { instancePath: instancePath + "/sessionPolicies/" + i5, schemaPath: "#/$defs/policyInput/anyOf/0/type", keyword: "type", params: { type: "string" }, message: "must be string" };
            if (vErrors === null) {
              vErrors = [err46];
            } else {
              vErrors.push(err46);
            }
            errors++;
          }
          var _valid5 = _errs88 === errors;
          valid25 = valid25 || _valid5;
          const _errs90 = errors;
          if (!(data28 && typeof data28 == "object" && !Array.isArray(data28))) {
            const err47 = { instancePath: instancePath + "/sessionPolicies/" + i5, schemaPath: "#/$defs/policyInput/anyOf/1/type", keyword: "type", params: { type: "object" }, message: "must be object" };
            if (vErrors === null) {
              vErrors = [err47];
            } else {
              vErrors.push(err47);
            }
            errors++;
          }
          var _valid5 = _errs90 === errors;
          valid25 = valid25 || _valid5;
          if (!valid25) {
            const err48 = { instancePath: instancePath + "/sessionPolicies/" + i5, schemaPath: "#/$defs/policyInput/anyOf", keyword: "anyOf", params: {}, message: "must match a schema in anyOf" };
            if (vErrors === null) {
              vErrors = [err48];
            } else {
              vErrors.push(err48);
            }
            errors++;
          } else {
            errors = _errs87;
            if (vErrors !== null) {
              if (_errs87) {
                vErrors.length = _errs87;
              } else {
                vErrors = null;
              }
            }
          }
        }
      } else {
        const err49 = { instancePath: instancePath + "/sessionPolicies", schemaPath: "#/properties/sessionPolicies/type", keyword: "type", params: { type: "array" }, message: "must be array" };
        if (vErrors === null) {
          vErrors = [err49];
        } else {
          vErrors.push(err49);
        }
        errors++;
      }
    }
  } else {
    const err50 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object" };
    if (vErrors === null) {
      vErrors = [err50];
    } else {
      vErrors.push(err50);
    }
    errors++;
  }
  validate20.errors = vErrors;
  return errors === 0;
}
validate20.evaluated = { "props": { "name": true, "expect": true, "principal": true, "principalAccount": true, "principalId": true, "session": true, "action": true, "resource": true, "keyAccount": true, "keyPolicy": true, "identityPolicies": true, "grants": true, "grantTokens": true, "context": true, "serviceControlPolicies": true, "resourceControlPolicies": true, "permissionBoundaries": true, "sessionPolicies": true }, "dynamicProps": false, "dynamicItems": false };
export {
  stdin_default as default,
  validate
};
