using Headgate.Jinja.Values;

namespace Headgate.Dbt.Context.Objects;

/// <summary><c>exceptions</c>: raises dbt's errors and warnings from templates.</summary>
internal sealed class ExceptionsObject(Action<string> warn) : IJinjaObject
{
    private static readonly HostMethods<ExceptionsObject> Methods = new(
        new Dictionary<string, HostMethod<ExceptionsObject>>(StringComparer.Ordinal)
        {
            ["raise_compiler_error"] = static (_, _, a) => throw Compilation(a.RequiredText(0, "msg", "raise_compiler_error")),
            ["raise_not_implemented"] = static (_, _, a) =>
                throw Compilation("ERROR: " + a.RequiredText(0, "msg", "raise_not_implemented")),
            ["raise_database_error"] = static (_, _, a) =>
                throw new DbtException(DbtErrorKind.Database, a.RequiredText(0, "msg", "raise_database_error")),
            ["raise_dependency_error"] = static (_, _, a) =>
                throw new DbtException(DbtErrorKind.Dependency, a.RequiredText(0, "msg", "raise_dependency_error")),
            ["raise_parsing_error"] = static (_, _, a) =>
                throw new DbtException(DbtErrorKind.Parsing, a.RequiredText(0, "msg", "raise_parsing_error")),
            ["raise_fail_fast_error"] = static (_, _, a) =>
                throw new DbtException(DbtErrorKind.Runtime, a.RequiredText(0, "msg", "raise_fail_fast_error")),
            ["raise_contract_error"] = static (_, _, a) =>
                throw Compilation(
                    ContractMismatch.Describe(
                        a.Required(0, "yaml_columns", "raise_contract_error"),
                        a.Required(1, "sql_columns", "raise_contract_error")
                    )
                ),
            ["column_type_missing"] = static (_, _, a) => throw ColumnTypeMissing(a.Required(0, "column_names", "column_type_missing")),
            ["relation_wrong_type"] = static (_, _, a) => throw WrongType(a),
            ["missing_config"] = static (_, _, a) =>
                throw Compilation(
                    $"Model '{a.Required(0, "model", "missing_config")}' does not define a required config parameter '{a.Required(1, "name", "missing_config")}'."
                ),
            ["warn"] = static (self, _, a) =>
            {
                self.Warn(a.RequiredText(0, "msg", "warn"));
                return Value.From("");
            },
        }
    );

    /// <inheritdoc />
    public string TypeName => "dict";

    /// <inheritdoc />
    public bool TryGetAttribute(CallContext context, string name, out Value value) => Methods.TryGet(this, name, out value);

    /// <inheritdoc />
    public bool TryGetItem(CallContext context, in Value key, out Value value)
    {
        value = default;
        return key.TryGetString(out var name) && Methods.TryGet(this, name, out value);
    }

    /// <inheritdoc />
    public bool TryCallMethod(CallContext context, string name, Arguments arguments, out Value result) =>
        Methods.TryCall(this, context, name, arguments, out result);

    private void Warn(string message) => warn(message);

    private static DbtException Compilation(string message) => new(DbtErrorKind.Compilation, message);

    private static DbtException ColumnTypeMissing(in Value names)
    {
        var list = names.TryGet<IEnumerable<Value>>(out var several) ? several.Select(v => v.Repr()) : [names.Repr()];
        return Compilation(
            "Contracted models require data_type to be defined for each column. Please ensure that the column name and data_type are defined within the YAML configuration for the ["
                + string.Join(", ", list)
                + "] column(s)."
        );
    }

    private static DbtException WrongType(in Arguments arguments)
    {
        var relation = arguments.Required(0, "relation", "relation_wrong_type");
        var type = relation.TryGet<RelationObject>(out var found) ? found.Relation.Type : null;
        return Compilation(
            $"Trying to create {arguments.Required(1, "expected_type", "relation_wrong_type")} {relation}, but it currently exists as a {type}. Either drop {relation} manually, or run dbt with `--full-refresh` and dbt will drop it for you."
        );
    }
}
