/* Generated from schemas/key-policy.schema.json by `npm run generate`. Do not edit. */
// <stdin>
var validate = validate20;
var stdin_default = validate20;
var schema32 = { "$comment": "Who (Principal) may or may not (Effect) do what (Action) with this key (Resource), and when (Condition).", "type": "object", "errorMessage": "A statement is an object with Effect, Principal, Action and Resource.", "properties": { "Sid": { "$comment": "A name for the statement. Spaces and punctuation are allowed. The console's default view knows its own statements by their Sid.", "type": "string", "doNotSuggest": true, "errorMessage": "Sid is a string." }, "Effect": { "$comment": "Allow or Deny, with a capital letter.", "type": "string", "doNotSuggest": true, "errorMessage": 'Effect is a string: "Allow" or "Deny".' }, "Principal": { "$comment": "Whom the statement is about: accounts, users, roles, services.", "type": ["object", "string"], "tsType": "string | { [type: string]: string | string[] }", "additionalProperties": { "type": ["array", "string"], "items": { "type": "string", "errorMessage": "Each entry is a string." }, "errorMessage": "This is a string, or a list of strings." }, "errorMessage": 'Principals are "*", or an object such as { "AWS": "arn:aws:iam::111122223333:root" }.', "doNotSuggest": true }, "NotPrincipal": { "$comment": "Everyone but these. With Allow that is nearly everyone.", "type": ["object", "string"], "tsType": "string | { [type: string]: string | string[] }", "additionalProperties": { "type": ["array", "string"], "items": { "type": "string", "errorMessage": "Each entry is a string." }, "errorMessage": "This is a string, or a list of strings." }, "errorMessage": 'Principals are "*", or an object such as { "AWS": "arn:aws:iam::111122223333:root" }.', "doNotSuggest": true }, "Action": { "$comment": "KMS actions such as kms:Decrypt; * and ? are wildcards.", "type": ["array", "string"], "tsType": "string | string[]", "items": { "type": "string", "errorMessage": "Each entry is a string." }, "errorMessage": "This is a string, or a list of strings.", "doNotSuggest": true }, "NotAction": { "$comment": "All actions but these, also those that KMS will have one day.", "type": ["array", "string"], "tsType": "string | string[]", "items": { "type": "string", "errorMessage": "Each entry is a string." }, "errorMessage": "This is a string, or a list of strings.", "doNotSuggest": true }, "Resource": { "$comment": "Always *: this key.", "type": ["array", "string"], "tsType": "string | string[]", "items": { "type": "string", "errorMessage": "Each entry is a string." }, "errorMessage": "This is a string, or a list of strings.", "doNotSuggest": true }, "NotResource": { "$comment": "Known to the policy language, of no use in a key policy.", "type": ["array", "string"], "tsType": "string | string[]", "items": { "type": "string", "errorMessage": "Each entry is a string." }, "errorMessage": "This is a string, or a list of strings.", "doNotSuggest": true }, "Condition": { "$comment": "When the statement applies: operator \u2192 condition key \u2192 value or values. All must hold.", "type": "object", "tsType": "{ [operator: string]: { [key: string]: string | number | boolean | (string | number | boolean)[] } }", "additionalProperties": { "type": "object", "errorMessage": "A condition operator holds an object: condition key \u2192 value or values." }, "errorMessage": "Condition is an object: operator \u2192 condition key \u2192 value or values.", "doNotSuggest": true } } };
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
    if (data.$schema !== void 0) {
      if (typeof data.$schema !== "string") {
        const err0 = { instancePath: instancePath + "/$schema", schemaPath: "#/properties/%24schema/type", keyword: "type", params: { type: "string" }, message: "must be string" };
        if (vErrors === null) {
          vErrors = [err0];
        } else {
          vErrors.push(err0);
        }
        errors++;
      }
    }
    if (data.Version !== void 0) {
      if (typeof data.Version !== "string") {
        const err1 = { instancePath: instancePath + "/Version", schemaPath: "#/properties/Version/type", keyword: "type", params: { type: "string" }, message: "must be string" };
        if (vErrors === null) {
          vErrors = [err1];
        } else {
          vErrors.push(err1);
        }
        errors++;
      }
    }
    if (data.Id !== void 0) {
      if (typeof data.Id !== "string") {
        const err2 = { instancePath: instancePath + "/Id", schemaPath: "#/properties/Id/type", keyword: "type", params: { type: "string" }, message: "must be string" };
        if (vErrors === null) {
          vErrors = [err2];
        } else {
          vErrors.push(err2);
        }
        errors++;
      }
    }
    if (data.Statement !== void 0) {
      let data3 = data.Statement;
      const _errs13 = errors;
      let valid1 = false;
      const _errs14 = errors;
      if (data3 && typeof data3 == "object" && !Array.isArray(data3)) {
        if (data3.Sid !== void 0) {
          if (typeof data3.Sid !== "string") {
            const err3 = { instancePath: instancePath + "/Statement/Sid", schemaPath: "#/$defs/Statement/properties/Sid/type", keyword: "type", params: { type: "string" }, message: "must be string" };
            if (vErrors === null) {
              vErrors = [err3];
            } else {
              vErrors.push(err3);
            }
            errors++;
          }
        }
        if (data3.Effect !== void 0) {
          if (typeof data3.Effect !== "string") {
            const err4 = { instancePath: instancePath + "/Statement/Effect", schemaPath: "#/$defs/Statement/properties/Effect/type", keyword: "type", params: { type: "string" }, message: "must be string" };
            if (vErrors === null) {
              vErrors = [err4];
            } else {
              vErrors.push(err4);
            }
            errors++;
          }
        }
        if (data3.Principal !== void 0) {
          let data6 = data3.Principal;
          if (!(data6 && typeof data6 == "object" && !Array.isArray(data6)) && typeof data6 !== "string") {
            const err5 = { instancePath: instancePath + "/Statement/Principal", schemaPath: "#/$defs/Statement/properties/Principal/type", keyword: "type", params: { type: schema32.properties.Principal.type }, message: "must be object,string" };
            if (vErrors === null) {
              vErrors = [err5];
            } else {
              vErrors.push(err5);
            }
            errors++;
          }
          if (data6 && typeof data6 == "object" && !Array.isArray(data6)) {
            for (const key0 in data6) {
              let data7 = data6[key0];
              if (!Array.isArray(data7) && typeof data7 !== "string") {
                const err6 = { instancePath: instancePath + "/Statement/Principal/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/$defs/Statement/properties/Principal/additionalProperties/type", keyword: "type", params: { type: schema32.properties.Principal.additionalProperties.type }, message: "must be array,string" };
                if (vErrors === null) {
                  vErrors = [err6];
                } else {
                  vErrors.push(err6);
                }
                errors++;
              }
              if (Array.isArray(data7)) {
                const len0 = data7.length;
                for (let i0 = 0; i0 < len0; i0++) {
                  if (typeof data7[i0] !== "string") {
                    const err7 = { instancePath: instancePath + "/Statement/Principal/" + key0.replace(/~/g, "~0").replace(/\//g, "~1") + "/" + i0, schemaPath: "#/$defs/Statement/properties/Principal/additionalProperties/items/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                    if (vErrors === null) {
                      vErrors = [err7];
                    } else {
                      vErrors.push(err7);
                    }
                    errors++;
                  }
                }
              }
            }
          }
        }
        if (data3.NotPrincipal !== void 0) {
          let data9 = data3.NotPrincipal;
          if (!(data9 && typeof data9 == "object" && !Array.isArray(data9)) && typeof data9 !== "string") {
            const err8 = { instancePath: instancePath + "/Statement/NotPrincipal", schemaPath: "#/$defs/Statement/properties/NotPrincipal/type", keyword: "type", params: { type: schema32.properties.NotPrincipal.type }, message: "must be object,string" };
            if (vErrors === null) {
              vErrors = [err8];
            } else {
              vErrors.push(err8);
            }
            errors++;
          }
          if (data9 && typeof data9 == "object" && !Array.isArray(data9)) {
            for (const key1 in data9) {
              let data10 = data9[key1];
              if (!Array.isArray(data10) && typeof data10 !== "string") {
                const err9 = { instancePath: instancePath + "/Statement/NotPrincipal/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/$defs/Statement/properties/NotPrincipal/additionalProperties/type", keyword: "type", params: { type: schema32.properties.NotPrincipal.additionalProperties.type }, message: "must be array,string" };
                if (vErrors === null) {
                  vErrors = [err9];
                } else {
                  vErrors.push(err9);
                }
                errors++;
              }
              if (Array.isArray(data10)) {
                const len1 = data10.length;
                for (let i1 = 0; i1 < len1; i1++) {
                  if (typeof data10[i1] !== "string") {
                    const err10 = { instancePath: instancePath + "/Statement/NotPrincipal/" + key1.replace(/~/g, "~0").replace(/\//g, "~1") + "/" + i1, schemaPath: "#/$defs/Statement/properties/NotPrincipal/additionalProperties/items/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                    if (vErrors === null) {
                      vErrors = [err10];
                    } else {
                      vErrors.push(err10);
                    }
                    errors++;
                  }
                }
              }
            }
          }
        }
        if (data3.Action !== void 0) {
          let data12 = data3.Action;
          if (!Array.isArray(data12) && typeof data12 !== "string") {
            const err11 = { instancePath: instancePath + "/Statement/Action", schemaPath: "#/$defs/Statement/properties/Action/type", keyword: "type", params: { type: schema32.properties.Action.type }, message: "must be array,string" };
            if (vErrors === null) {
              vErrors = [err11];
            } else {
              vErrors.push(err11);
            }
            errors++;
          }
          if (Array.isArray(data12)) {
            const len2 = data12.length;
            for (let i2 = 0; i2 < len2; i2++) {
              if (typeof data12[i2] !== "string") {
                const err12 = { instancePath: instancePath + "/Statement/Action/" + i2, schemaPath: "#/$defs/Statement/properties/Action/items/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                if (vErrors === null) {
                  vErrors = [err12];
                } else {
                  vErrors.push(err12);
                }
                errors++;
              }
            }
          }
        }
        if (data3.NotAction !== void 0) {
          let data14 = data3.NotAction;
          if (!Array.isArray(data14) && typeof data14 !== "string") {
            const err13 = { instancePath: instancePath + "/Statement/NotAction", schemaPath: "#/$defs/Statement/properties/NotAction/type", keyword: "type", params: { type: schema32.properties.NotAction.type }, message: "must be array,string" };
            if (vErrors === null) {
              vErrors = [err13];
            } else {
              vErrors.push(err13);
            }
            errors++;
          }
          if (Array.isArray(data14)) {
            const len3 = data14.length;
            for (let i3 = 0; i3 < len3; i3++) {
              if (typeof data14[i3] !== "string") {
                const err14 = { instancePath: instancePath + "/Statement/NotAction/" + i3, schemaPath: "#/$defs/Statement/properties/NotAction/items/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                if (vErrors === null) {
                  vErrors = [err14];
                } else {
                  vErrors.push(err14);
                }
                errors++;
              }
            }
          }
        }
        if (data3.Resource !== void 0) {
          let data16 = data3.Resource;
          if (!Array.isArray(data16) && typeof data16 !== "string") {
            const err15 = { instancePath: instancePath + "/Statement/Resource", schemaPath: "#/$defs/Statement/properties/Resource/type", keyword: "type", params: { type: schema32.properties.Resource.type }, message: "must be array,string" };
            if (vErrors === null) {
              vErrors = [err15];
            } else {
              vErrors.push(err15);
            }
            errors++;
          }
          if (Array.isArray(data16)) {
            const len4 = data16.length;
            for (let i4 = 0; i4 < len4; i4++) {
              if (typeof data16[i4] !== "string") {
                const err16 = { instancePath: instancePath + "/Statement/Resource/" + i4, schemaPath: "#/$defs/Statement/properties/Resource/items/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                if (vErrors === null) {
                  vErrors = [err16];
                } else {
                  vErrors.push(err16);
                }
                errors++;
              }
            }
          }
        }
        if (data3.NotResource !== void 0) {
          let data18 = data3.NotResource;
          if (!Array.isArray(data18) && typeof data18 !== "string") {
            const err17 = { instancePath: instancePath + "/Statement/NotResource", schemaPath: "#/$defs/Statement/properties/NotResource/type", keyword: "type", params: { type: schema32.properties.NotResource.type }, message: "must be array,string" };
            if (vErrors === null) {
              vErrors = [err17];
            } else {
              vErrors.push(err17);
            }
            errors++;
          }
          if (Array.isArray(data18)) {
            const len5 = data18.length;
            for (let i5 = 0; i5 < len5; i5++) {
              if (typeof data18[i5] !== "string") {
                const err18 = { instancePath: instancePath + "/Statement/NotResource/" + i5, schemaPath: "#/$defs/Statement/properties/NotResource/items/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                if (vErrors === null) {
                  vErrors = [err18];
                } else {
                  vErrors.push(err18);
                }
                errors++;
              }
            }
          }
        }
        if (data3.Condition !== void 0) {
          let data20 = data3.Condition;
          if (data20 && typeof data20 == "object" && !Array.isArray(data20)) {
            for (const key2 in data20) {
              let data21 = data20[key2];
              if (!(data21 && typeof data21 == "object" && !Array.isArray(data21))) {
                const err19 = { instancePath: instancePath + "/Statement/Condition/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/$defs/Statement/properties/Condition/additionalProperties/type", keyword: "type", params: { type: "object" }, message: "must be object" };
                if (vErrors === null) {
                  vErrors = [err19];
                } else {
                  vErrors.push(err19);
                }
                errors++;
              }
            }
          } else {
            const err20 = { instancePath: instancePath + "/Statement/Condition", schemaPath: "#/$defs/Statement/properties/Condition/type", keyword: "type", params: { type: "object" }, message: "must be object" };
            if (vErrors === null) {
              vErrors = [err20];
            } else {
              vErrors.push(err20);
            }
            errors++;
          }
        }
      } else {
        const err21 = { instancePath: instancePath + "/Statement", schemaPath: "#/$defs/Statement/type", keyword: "type", params: { type: "object" }, message: "must be object" };
        if (vErrors === null) {
          vErrors = [err21];
        } else {
          vErrors.push(err21);
        }
        errors++;
      }
      var _valid0 = _errs14 === errors;
      valid1 = valid1 || _valid0;
      if (_valid0) {
        var props0 = {};
        props0.Sid = true;
        props0.Effect = true;
        props0.Principal = true;
        props0.NotPrincipal = true;
        props0.Action = true;
        props0.NotAction = true;
        props0.Resource = true;
        props0.NotResource = true;
        props0.Condition = true;
      }
      const _errs66 = errors;
      if (Array.isArray(data3)) {
        const len6 = data3.length;
        for (let i6 = 0; i6 < len6; i6++) {
          let data22 = data3[i6];
          if (data22 && typeof data22 == "object" && !Array.isArray(data22)) {
            if (data22.Sid !== void 0) {
              if (typeof data22.Sid !== "string") {
                const err22 = { instancePath: instancePath + "/Statement/" + i6 + "/Sid", schemaPath: "#/$defs/Statement/properties/Sid/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                if (vErrors === null) {
                  vErrors = [err22];
                } else {
                  vErrors.push(err22);
                }
                errors++;
              }
            }
            if (data22.Effect !== void 0) {
              if (typeof data22.Effect !== "string") {
                const err23 = { instancePath: instancePath + "/Statement/" + i6 + "/Effect", schemaPath: "#/$defs/Statement/properties/Effect/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                if (vErrors === null) {
                  vErrors = [err23];
                } else {
                  vErrors.push(err23);
                }
                errors++;
              }
            }
            if (data22.Principal !== void 0) {
              let data25 = data22.Principal;
              if (!(data25 && typeof data25 == "object" && !Array.isArray(data25)) && typeof data25 !== "string") {
                const err24 = { instancePath: instancePath + "/Statement/" + i6 + "/Principal", schemaPath: "#/$defs/Statement/properties/Principal/type", keyword: "type", params: { type: schema32.properties.Principal.type }, message: "must be object,string" };
                if (vErrors === null) {
                  vErrors = [err24];
                } else {
                  vErrors.push(err24);
                }
                errors++;
              }
              if (data25 && typeof data25 == "object" && !Array.isArray(data25)) {
                for (const key3 in data25) {
                  let data26 = data25[key3];
                  if (!Array.isArray(data26) && typeof data26 !== "string") {
                    const err25 = { instancePath: instancePath + "/Statement/" + i6 + "/Principal/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/$defs/Statement/properties/Principal/additionalProperties/type", keyword: "type", params: { type: schema32.properties.Principal.additionalProperties.type }, message: "must be array,string" };
                    if (vErrors === null) {
                      vErrors = [err25];
                    } else {
                      vErrors.push(err25);
                    }
                    errors++;
                  }
                  if (Array.isArray(data26)) {
                    const len7 = data26.length;
                    for (let i7 = 0; i7 < len7; i7++) {
                      if (typeof data26[i7] !== "string") {
                        const err26 = { instancePath: instancePath + "/Statement/" + i6 + "/Principal/" + key3.replace(/~/g, "~0").replace(/\//g, "~1") + "/" + i7, schemaPath: "#/$defs/Statement/properties/Principal/additionalProperties/items/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                        if (vErrors === null) {
                          vErrors = [err26];
                        } else {
                          vErrors.push(err26);
                        }
                        errors++;
                      }
                    }
                  }
                }
              }
            }
            if (data22.NotPrincipal !== void 0) {
              let data28 = data22.NotPrincipal;
              if (!(data28 && typeof data28 == "object" && !Array.isArray(data28)) && typeof data28 !== "string") {
                const err27 = { instancePath: instancePath + "/Statement/" + i6 + "/NotPrincipal", schemaPath: "#/$defs/Statement/properties/NotPrincipal/type", keyword: "type", params: { type: schema32.properties.NotPrincipal.type }, message: "must be object,string" };
                if (vErrors === null) {
                  vErrors = [err27];
                } else {
                  vErrors.push(err27);
                }
                errors++;
              }
              if (data28 && typeof data28 == "object" && !Array.isArray(data28)) {
                for (const key4 in data28) {
                  let data29 = data28[key4];
                  if (!Array.isArray(data29) && typeof data29 !== "string") {
                    const err28 = { instancePath: instancePath + "/Statement/" + i6 + "/NotPrincipal/" + key4.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/$defs/Statement/properties/NotPrincipal/additionalProperties/type", keyword: "type", params: { type: schema32.properties.NotPrincipal.additionalProperties.type }, message: "must be array,string" };
                    if (vErrors === null) {
                      vErrors = [err28];
                    } else {
                      vErrors.push(err28);
                    }
                    errors++;
                  }
                  if (Array.isArray(data29)) {
                    const len8 = data29.length;
                    for (let i8 = 0; i8 < len8; i8++) {
                      if (typeof data29[i8] !== "string") {
                        const err29 = { instancePath: instancePath + "/Statement/" + i6 + "/NotPrincipal/" + key4.replace(/~/g, "~0").replace(/\//g, "~1") + "/" + i8, schemaPath: "#/$defs/Statement/properties/NotPrincipal/additionalProperties/items/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                        if (vErrors === null) {
                          vErrors = [err29];
                        } else {
                          vErrors.push(err29);
                        }
                        errors++;
                      }
                    }
                  }
                }
              }
            }
            if (data22.Action !== void 0) {
              let data31 = data22.Action;
              if (!Array.isArray(data31) && typeof data31 !== "string") {
                const err30 = { instancePath: instancePath + "/Statement/" + i6 + "/Action", schemaPath: "#/$defs/Statement/properties/Action/type", keyword: "type", params: { type: schema32.properties.Action.type }, message: "must be array,string" };
                if (vErrors === null) {
                  vErrors = [err30];
                } else {
                  vErrors.push(err30);
                }
                errors++;
              }
              if (Array.isArray(data31)) {
                const len9 = data31.length;
                for (let i9 = 0; i9 < len9; i9++) {
                  if (typeof data31[i9] !== "string") {
                    const err31 = { instancePath: instancePath + "/Statement/" + i6 + "/Action/" + i9, schemaPath: "#/$defs/Statement/properties/Action/items/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                    if (vErrors === null) {
                      vErrors = [err31];
                    } else {
                      vErrors.push(err31);
                    }
                    errors++;
                  }
                }
              }
            }
            if (data22.NotAction !== void 0) {
              let data33 = data22.NotAction;
              if (!Array.isArray(data33) && typeof data33 !== "string") {
                const err32 = { instancePath: instancePath + "/Statement/" + i6 + "/NotAction", schemaPath: "#/$defs/Statement/properties/NotAction/type", keyword: "type", params: { type: schema32.properties.NotAction.type }, message: "must be array,string" };
                if (vErrors === null) {
                  vErrors = [err32];
                } else {
                  vErrors.push(err32);
                }
                errors++;
              }
              if (Array.isArray(data33)) {
                const len10 = data33.length;
                for (let i10 = 0; i10 < len10; i10++) {
                  if (typeof data33[i10] !== "string") {
                    const err33 = { instancePath: instancePath + "/Statement/" + i6 + "/NotAction/" + i10, schemaPath: "#/$defs/Statement/properties/NotAction/items/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                    if (vErrors === null) {
                      vErrors = [err33];
                    } else {
                      vErrors.push(err33);
                    }
                    errors++;
                  }
                }
              }
            }
            if (data22.Resource !== void 0) {
              let data35 = data22.Resource;
              if (!Array.isArray(data35) && typeof data35 !== "string") {
                const err34 = { instancePath: instancePath + "/Statement/" + i6 + "/Resource", schemaPath: "#/$defs/Statement/properties/Resource/type", keyword: "type", params: { type: schema32.properties.Resource.type }, message: "must be array,string" };
                if (vErrors === null) {
                  vErrors = [err34];
                } else {
                  vErrors.push(err34);
                }
                errors++;
              }
              if (Array.isArray(data35)) {
                const len11 = data35.length;
                for (let i11 = 0; i11 < len11; i11++) {
                  if (typeof data35[i11] !== "string") {
                    const err35 = { instancePath: instancePath + "/Statement/" + i6 + "/Resource/" + i11, schemaPath: "#/$defs/Statement/properties/Resource/items/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                    if (vErrors === null) {
                      vErrors = [err35];
                    } else {
                      vErrors.push(err35);
                    }
                    errors++;
                  }
                }
              }
            }
            if (data22.NotResource !== void 0) {
              let data37 = data22.NotResource;
              if (!Array.isArray(data37) && typeof data37 !== "string") {
                const err36 = { instancePath: instancePath + "/Statement/" + i6 + "/NotResource", schemaPath: "#/$defs/Statement/properties/NotResource/type", keyword: "type", params: { type: schema32.properties.NotResource.type }, message: "must be array,string" };
                if (vErrors === null) {
                  vErrors = [err36];
                } else {
                  vErrors.push(err36);
                }
                errors++;
              }
              if (Array.isArray(data37)) {
                const len12 = data37.length;
                for (let i12 = 0; i12 < len12; i12++) {
                  if (typeof data37[i12] !== "string") {
                    const err37 = { instancePath: instancePath + "/Statement/" + i6 + "/NotResource/" + i12, schemaPath: "#/$defs/Statement/properties/NotResource/items/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                    if (vErrors === null) {
                      vErrors = [err37];
                    } else {
                      vErrors.push(err37);
                    }
                    errors++;
                  }
                }
              }
            }
            if (data22.Condition !== void 0) {
              let data39 = data22.Condition;
              if (data39 && typeof data39 == "object" && !Array.isArray(data39)) {
                for (const key5 in data39) {
                  let data40 = data39[key5];
                  if (!(data40 && typeof data40 == "object" && !Array.isArray(data40))) {
                    const err38 = { instancePath: instancePath + "/Statement/" + i6 + "/Condition/" + key5.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/$defs/Statement/properties/Condition/additionalProperties/type", keyword: "type", params: { type: "object" }, message: "must be object" };
                    if (vErrors === null) {
                      vErrors = [err38];
                    } else {
                      vErrors.push(err38);
                    }
                    errors++;
                  }
                }
              } else {
                const err39 = { instancePath: instancePath + "/Statement/" + i6 + "/Condition", schemaPath: "#/$defs/Statement/properties/Condition/type", keyword: "type", params: { type: "object" }, message: "must be object" };
                if (vErrors === null) {
                  vErrors = [err39];
                } else {
                  vErrors.push(err39);
                }
                errors++;
              }
            }
          } else {
            const err40 = { instancePath: instancePath + "/Statement/" + i6, schemaPath: "#/$defs/Statement/type", keyword: "type", params: { type: "object" }, message: "must be object" };
            if (vErrors === null) {
              vErrors = [err40];
            } else {
              vErrors.push(err40);
            }
            errors++;
          }
        }
      } else {
        const err41 = { instancePath: instancePath + "/Statement", schemaPath: "#/properties/Statement/anyOf/1/type", keyword: "type", params: { type: "array" }, message: "must be array" };
        if (vErrors === null) {
          vErrors = [err41];
        } else {
          vErrors.push(err41);
        }
        errors++;
      }
      var _valid0 = _errs66 === errors;
      valid1 = valid1 || _valid0;
      if (!valid1) {
        const err42 = { instancePath: instancePath + "/Statement", schemaPath: "#/properties/Statement/anyOf", keyword: "anyOf", params: {}, message: "must match a schema in anyOf" };
        if (vErrors === null) {
          vErrors = [err42];
        } else {
          vErrors.push(err42);
        }
        errors++;
      } else {
        errors = _errs13;
        if (vErrors !== null) {
          if (_errs13) {
            vErrors.length = _errs13;
          } else {
            vErrors = null;
          }
        }
      }
    }
  } else {
    const err43 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object" };
    if (vErrors === null) {
      vErrors = [err43];
    } else {
      vErrors.push(err43);
    }
    errors++;
  }
  validate20.errors = vErrors;
  return errors === 0;
}
validate20.evaluated = { "props": { "$schema": true, "Version": true, "Id": true, "Statement": true }, "dynamicProps": false, "dynamicItems": false };
export {
  stdin_default as default,
  validate
};
