/* Generated from schemas/lint-report.schema.json by `npm run generate`. Do not edit. */
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
var schema31 = { "$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "lint-report.schema.json", "title": "LintReport", "description": "What `lint --format json` prints: the findings of each file. Lines and columns count from 1, columns in UTF-16 units; the end is the first place behind.", "type": "array", "items": { "title": "LintedFile", "type": "object", "properties": { "file": { "type": "string", "description": "As it was given; `-` for standard input." }, "findings": { "type": "array", "items": { "title": "ReportedFinding", "type": "object", "properties": { "code": { "type": "string", "pattern": "^[A-Z][A-Z0-9_]*$" }, "severity": { "enum": ["error", "warning", "info"] }, "message": { "type": "string", "minLength": 1 }, "line": { "type": "integer", "minimum": 1 }, "column": { "type": "integer", "minimum": 1 }, "endLine": { "type": "integer", "minimum": 1 }, "endColumn": { "type": "integer", "minimum": 1 }, "fixes": { "type": "array", "description": "What the editor offers to do about it, the likeliest first.", "items": { "type": "string" } } }, "required": ["code", "severity", "message", "line", "column", "endLine", "endColumn", "fixes"], "additionalProperties": false } } }, "required": ["file", "findings"], "additionalProperties": false } };
var pattern4 = new RegExp("^[A-Z][A-Z0-9_]*$", "u");
var func1 = require_ucs2length().default;
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
  if (Array.isArray(data)) {
    const len0 = data.length;
    for (let i0 = 0; i0 < len0; i0++) {
      let data0 = data[i0];
      if (data0 && typeof data0 == "object" && !Array.isArray(data0)) {
        if (data0.file === void 0) {
          const err0 = { instancePath: instancePath + "/" + i0, schemaPath: "#/items/required", keyword: "required", params: { missingProperty: "file" }, message: "must have required property 'file'" };
          if (vErrors === null) {
            vErrors = [err0];
          } else {
            vErrors.push(err0);
          }
          errors++;
        }
        if (data0.findings === void 0) {
          const err1 = { instancePath: instancePath + "/" + i0, schemaPath: "#/items/required", keyword: "required", params: { missingProperty: "findings" }, message: "must have required property 'findings'" };
          if (vErrors === null) {
            vErrors = [err1];
          } else {
            vErrors.push(err1);
          }
          errors++;
        }
        for (const key0 in data0) {
          if (!(key0 === "file" || key0 === "findings")) {
            const err2 = { instancePath: instancePath + "/" + i0, schemaPath: "#/items/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties" };
            if (vErrors === null) {
              vErrors = [err2];
            } else {
              vErrors.push(err2);
            }
            errors++;
          }
        }
        if (data0.file !== void 0) {
          if (typeof data0.file !== "string") {
            const err3 = { instancePath: instancePath + "/" + i0 + "/file", schemaPath: "#/items/properties/file/type", keyword: "type", params: { type: "string" }, message: "must be string" };
            if (vErrors === null) {
              vErrors = [err3];
            } else {
              vErrors.push(err3);
            }
            errors++;
          }
        }
        if (data0.findings !== void 0) {
          let data2 = data0.findings;
          if (Array.isArray(data2)) {
            const len1 = data2.length;
            for (let i1 = 0; i1 < len1; i1++) {
              let data3 = data2[i1];
              if (data3 && typeof data3 == "object" && !Array.isArray(data3)) {
                if (data3.code === void 0) {
                  const err4 = { instancePath: instancePath + "/" + i0 + "/findings/" + i1, schemaPath: "#/items/properties/findings/items/required", keyword: "required", params: { missingProperty: "code" }, message: "must have required property 'code'" };
                  if (vErrors === null) {
                    vErrors = [err4];
                  } else {
                    vErrors.push(err4);
                  }
                  errors++;
                }
                if (data3.severity === void 0) {
                  const err5 = { instancePath: instancePath + "/" + i0 + "/findings/" + i1, schemaPath: "#/items/properties/findings/items/required", keyword: "required", params: { missingProperty: "severity" }, message: "must have required property 'severity'" };
                  if (vErrors === null) {
                    vErrors = [err5];
                  } else {
                    vErrors.push(err5);
                  }
                  errors++;
                }
                if (data3.message === void 0) {
                  const err6 = { instancePath: instancePath + "/" + i0 + "/findings/" + i1, schemaPath: "#/items/properties/findings/items/required", keyword: "required", params: { missingProperty: "message" }, message: "must have required property 'message'" };
                  if (vErrors === null) {
                    vErrors = [err6];
                  } else {
                    vErrors.push(err6);
                  }
                  errors++;
                }
                if (data3.line === void 0) {
                  const err7 = { instancePath: instancePath + "/" + i0 + "/findings/" + i1, schemaPath: "#/items/properties/findings/items/required", keyword: "required", params: { missingProperty: "line" }, message: "must have required property 'line'" };
                  if (vErrors === null) {
                    vErrors = [err7];
                  } else {
                    vErrors.push(err7);
                  }
                  errors++;
                }
                if (data3.column === void 0) {
                  const err8 = { instancePath: instancePath + "/" + i0 + "/findings/" + i1, schemaPath: "#/items/properties/findings/items/required", keyword: "required", params: { missingProperty: "column" }, message: "must have required property 'column'" };
                  if (vErrors === null) {
                    vErrors = [err8];
                  } else {
                    vErrors.push(err8);
                  }
                  errors++;
                }
                if (data3.endLine === void 0) {
                  const err9 = { instancePath: instancePath + "/" + i0 + "/findings/" + i1, schemaPath: "#/items/properties/findings/items/required", keyword: "required", params: { missingProperty: "endLine" }, message: "must have required property 'endLine'" };
                  if (vErrors === null) {
                    vErrors = [err9];
                  } else {
                    vErrors.push(err9);
                  }
                  errors++;
                }
                if (data3.endColumn === void 0) {
                  const err10 = { instancePath: instancePath + "/" + i0 + "/findings/" + i1, schemaPath: "#/items/properties/findings/items/required", keyword: "required", params: { missingProperty: "endColumn" }, message: "must have required property 'endColumn'" };
                  if (vErrors === null) {
                    vErrors = [err10];
                  } else {
                    vErrors.push(err10);
                  }
                  errors++;
                }
                if (data3.fixes === void 0) {
                  const err11 = { instancePath: instancePath + "/" + i0 + "/findings/" + i1, schemaPath: "#/items/properties/findings/items/required", keyword: "required", params: { missingProperty: "fixes" }, message: "must have required property 'fixes'" };
                  if (vErrors === null) {
                    vErrors = [err11];
                  } else {
                    vErrors.push(err11);
                  }
                  errors++;
                }
                for (const key1 in data3) {
                  if (!(key1 === "code" || key1 === "severity" || key1 === "message" || key1 === "line" || key1 === "column" || key1 === "endLine" || key1 === "endColumn" || key1 === "fixes")) {
                    const err12 = { instancePath: instancePath + "/" + i0 + "/findings/" + i1, schemaPath: "#/items/properties/findings/items/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key1 }, message: "must NOT have additional properties" };
                    if (vErrors === null) {
                      vErrors = [err12];
                    } else {
                      vErrors.push(err12);
                    }
                    errors++;
                  }
                }
                if (data3.code !== void 0) {
                  let data4 = data3.code;
                  if (typeof data4 === "string") {
                    if (!pattern4.test(data4)) {
                      const err13 = { instancePath: instancePath + "/" + i0 + "/findings/" + i1 + "/code", schemaPath: "#/items/properties/findings/items/properties/code/pattern", keyword: "pattern", params: { pattern: "^[A-Z][A-Z0-9_]*$" }, message: 'must match pattern "^[A-Z][A-Z0-9_]*$"' };
                      if (vErrors === null) {
                        vErrors = [err13];
                      } else {
                        vErrors.push(err13);
                      }
                      errors++;
                    }
                  } else {
                    const err14 = { instancePath: instancePath + "/" + i0 + "/findings/" + i1 + "/code", schemaPath: "#/items/properties/findings/items/properties/code/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                    if (vErrors === null) {
                      vErrors = [err14];
                    } else {
                      vErrors.push(err14);
                    }
                    errors++;
                  }
                }
                if (data3.severity !== void 0) {
                  let data5 = data3.severity;
                  if (!(data5 === "error" || data5 === "warning" || data5 === "info")) {
                    const err15 = { instancePath: instancePath + "/" + i0 + "/findings/" + i1 + "/severity", schemaPath: "#/items/properties/findings/items/properties/severity/enum", keyword: "enum", params: { allowedValues: schema31.items.properties.findings.items.properties.severity.enum }, message: "must be equal to one of the allowed values" };
                    if (vErrors === null) {
                      vErrors = [err15];
                    } else {
                      vErrors.push(err15);
                    }
                    errors++;
                  }
                }
                if (data3.message !== void 0) {
                  let data6 = data3.message;
                  if (typeof data6 === "string") {
                    if (func1(data6) < 1) {
                      const err16 = { instancePath: instancePath + "/" + i0 + "/findings/" + i1 + "/message", schemaPath: "#/items/properties/findings/items/properties/message/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters" };
                      if (vErrors === null) {
                        vErrors = [err16];
                      } else {
                        vErrors.push(err16);
                      }
                      errors++;
                    }
                  } else {
                    const err17 = { instancePath: instancePath + "/" + i0 + "/findings/" + i1 + "/message", schemaPath: "#/items/properties/findings/items/properties/message/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                    if (vErrors === null) {
                      vErrors = [err17];
                    } else {
                      vErrors.push(err17);
                    }
                    errors++;
                  }
                }
                if (data3.line !== void 0) {
                  let data7 = data3.line;
                  if (!(typeof data7 == "number" && (!(data7 % 1) && !isNaN(data7)))) {
                    const err18 = { instancePath: instancePath + "/" + i0 + "/findings/" + i1 + "/line", schemaPath: "#/items/properties/findings/items/properties/line/type", keyword: "type", params: { type: "integer" }, message: "must be integer" };
                    if (vErrors === null) {
                      vErrors = [err18];
                    } else {
                      vErrors.push(err18);
                    }
                    errors++;
                  }
                  if (typeof data7 == "number") {
                    if (data7 < 1 || isNaN(data7)) {
                      const err19 = { instancePath: instancePath + "/" + i0 + "/findings/" + i1 + "/line", schemaPath: "#/items/properties/findings/items/properties/line/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 }, message: "must be >= 1" };
                      if (vErrors === null) {
                        vErrors = [err19];
                      } else {
                        vErrors.push(err19);
                      }
                      errors++;
                    }
                  }
                }
                if (data3.column !== void 0) {
                  let data8 = data3.column;
                  if (!(typeof data8 == "number" && (!(data8 % 1) && !isNaN(data8)))) {
                    const err20 = { instancePath: instancePath + "/" + i0 + "/findings/" + i1 + "/column", schemaPath: "#/items/properties/findings/items/properties/column/type", keyword: "type", params: { type: "integer" }, message: "must be integer" };
                    if (vErrors === null) {
                      vErrors = [err20];
                    } else {
                      vErrors.push(err20);
                    }
                    errors++;
                  }
                  if (typeof data8 == "number") {
                    if (data8 < 1 || isNaN(data8)) {
                      const err21 = { instancePath: instancePath + "/" + i0 + "/findings/" + i1 + "/column", schemaPath: "#/items/properties/findings/items/properties/column/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 }, message: "must be >= 1" };
                      if (vErrors === null) {
                        vErrors = [err21];
                      } else {
                        vErrors.push(err21);
                      }
                      errors++;
                    }
                  }
                }
                if (data3.endLine !== void 0) {
                  let data9 = data3.endLine;
                  if (!(typeof data9 == "number" && (!(data9 % 1) && !isNaN(data9)))) {
                    const err22 = { instancePath: instancePath + "/" + i0 + "/findings/" + i1 + "/endLine", schemaPath: "#/items/properties/findings/items/properties/endLine/type", keyword: "type", params: { type: "integer" }, message: "must be integer" };
                    if (vErrors === null) {
                      vErrors = [err22];
                    } else {
                      vErrors.push(err22);
                    }
                    errors++;
                  }
                  if (typeof data9 == "number") {
                    if (data9 < 1 || isNaN(data9)) {
                      const err23 = { instancePath: instancePath + "/" + i0 + "/findings/" + i1 + "/endLine", schemaPath: "#/items/properties/findings/items/properties/endLine/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 }, message: "must be >= 1" };
                      if (vErrors === null) {
                        vErrors = [err23];
                      } else {
                        vErrors.push(err23);
                      }
                      errors++;
                    }
                  }
                }
                if (data3.endColumn !== void 0) {
                  let data10 = data3.endColumn;
                  if (!(typeof data10 == "number" && (!(data10 % 1) && !isNaN(data10)))) {
                    const err24 = { instancePath: instancePath + "/" + i0 + "/findings/" + i1 + "/endColumn", schemaPath: "#/items/properties/findings/items/properties/endColumn/type", keyword: "type", params: { type: "integer" }, message: "must be integer" };
                    if (vErrors === null) {
                      vErrors = [err24];
                    } else {
                      vErrors.push(err24);
                    }
                    errors++;
                  }
                  if (typeof data10 == "number") {
                    if (data10 < 1 || isNaN(data10)) {
                      const err25 = { instancePath: instancePath + "/" + i0 + "/findings/" + i1 + "/endColumn", schemaPath: "#/items/properties/findings/items/properties/endColumn/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 }, message: "must be >= 1" };
                      if (vErrors === null) {
                        vErrors = [err25];
                      } else {
                        vErrors.push(err25);
                      }
                      errors++;
                    }
                  }
                }
                if (data3.fixes !== void 0) {
                  let data11 = data3.fixes;
                  if (Array.isArray(data11)) {
                    const len2 = data11.length;
                    for (let i2 = 0; i2 < len2; i2++) {
                      if (typeof data11[i2] !== "string") {
                        const err26 = { instancePath: instancePath + "/" + i0 + "/findings/" + i1 + "/fixes/" + i2, schemaPath: "#/items/properties/findings/items/properties/fixes/items/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                        if (vErrors === null) {
                          vErrors = [err26];
                        } else {
                          vErrors.push(err26);
                        }
                        errors++;
                      }
                    }
                  } else {
                    const err27 = { instancePath: instancePath + "/" + i0 + "/findings/" + i1 + "/fixes", schemaPath: "#/items/properties/findings/items/properties/fixes/type", keyword: "type", params: { type: "array" }, message: "must be array" };
                    if (vErrors === null) {
                      vErrors = [err27];
                    } else {
                      vErrors.push(err27);
                    }
                    errors++;
                  }
                }
              } else {
                const err28 = { instancePath: instancePath + "/" + i0 + "/findings/" + i1, schemaPath: "#/items/properties/findings/items/type", keyword: "type", params: { type: "object" }, message: "must be object" };
                if (vErrors === null) {
                  vErrors = [err28];
                } else {
                  vErrors.push(err28);
                }
                errors++;
              }
            }
          } else {
            const err29 = { instancePath: instancePath + "/" + i0 + "/findings", schemaPath: "#/items/properties/findings/type", keyword: "type", params: { type: "array" }, message: "must be array" };
            if (vErrors === null) {
              vErrors = [err29];
            } else {
              vErrors.push(err29);
            }
            errors++;
          }
        }
      } else {
        const err30 = { instancePath: instancePath + "/" + i0, schemaPath: "#/items/type", keyword: "type", params: { type: "object" }, message: "must be object" };
        if (vErrors === null) {
          vErrors = [err30];
        } else {
          vErrors.push(err30);
        }
        errors++;
      }
    }
  } else {
    const err31 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "array" }, message: "must be array" };
    if (vErrors === null) {
      vErrors = [err31];
    } else {
      vErrors.push(err31);
    }
    errors++;
  }
  validate20.errors = vErrors;
  return errors === 0;
}
validate20.evaluated = { "items": true, "dynamicProps": false, "dynamicItems": false };
export {
  stdin_default as default,
  validate
};
