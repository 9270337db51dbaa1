using Headgate.Dbt.Adapters;
using Headgate.Jinja.Values;
using Headgate.Jinja.Values.Collections;

namespace Headgate.Dbt.Context.Objects;

/// <summary>What configuration asks of the database: strategies, constraints, grants, snapshots.</summary>
internal sealed partial class AdapterObject
{
    private static readonly string[] BuiltinStrategies = ["append", "delete+insert", "merge", "insert_overwrite", "microbatch"];

    private static Dictionary<string, HostMethod<AdapterObject>> ConfigurationMethods() =>
        new(StringComparer.Ordinal)
        {
            ["get_incremental_strategy_macro"] = static (self, _, a) =>
                self.StrategyMacro(a.RequiredText(1, "strategy", "get_incremental_strategy_macro")),
            ["valid_incremental_strategies"] = static (self, _, _) =>
                Value.From(new JinjaList(self.Dialect.IncrementalStrategies.Select(s => Value.From(s)).ToList())),
            ["standardize_grants_dict"] = static (_, _, a) => Grants(a.Required(0, "grants_table", "standardize_grants_dict")),
            ["render_raw_columns_constraints"] = static (self, _, a) =>
                Lines(ConstraintText.Columns(a.Required(0, "raw_columns", "render_raw_columns_constraints"), self.Dialect)),
            ["render_raw_model_constraints"] = static (self, _, a) =>
                Lines(ConstraintText.Model(a.Required(0, "raw_constraints", "render_raw_model_constraints"), self.Dialect)),
            ["get_hard_deletes_behavior"] = static (_, _, a) => HardDeletes(a.Required(0, "config", "get_hard_deletes_behavior")),
            ["assert_valid_snapshot_target_given_strategy"] = static (self, c, a) => self.CheckSnapshot(c, a),
            ["valid_snapshot_target"] = static (_, _, _) => Value.EmptyString,
        };

    private static Value Lines(IEnumerable<string> lines) => Value.From(new JinjaList(lines.Select(l => Value.From(l)).ToList()));

    private Value StrategyMacro(string strategy)
    {
        if (
            strategy != "default"
            && BuiltinStrategies.Contains(strategy, StringComparer.Ordinal)
            && !Dialect.IncrementalStrategies.Contains(strategy, StringComparer.Ordinal)
        )
        {
            throw new DbtException(DbtErrorKind.Runtime, $"The incremental strategy '{strategy}' is not valid for this adapter");
        }
        var name = $"get_incremental_{strategy.Replace('+', '_')}_sql";
        return Node.Variables.TryGet(name, out var macro)
            ? macro
            : throw new DbtException(
                DbtErrorKind.Runtime,
                $"dbt could not find an incremental strategy macro with the name \"{name}\" in {Node.Shared.Facts.Project.Root.Name}"
            );
    }

    /// <summary>Rows of grantee and privilege_type as a dict: privilege to grantees.</summary>
    private static Value Grants(in Value table)
    {
        var grants = new JinjaDict();
        if (!table.TryGet<TableObject>(out var rows))
        {
            return Value.From(grants);
        }
        var grantee = rows.Table.IndexOf("grantee");
        var privilege = rows.Table.IndexOf("privilege_type");
        foreach (var row in grantee < 0 || privilege < 0 ? [] : rows.Table.Rows)
        {
            var key = row[privilege]?.ToString() ?? "";
            if (!grants.TryGetValue(key, out var list))
            {
                grants.Set(key, list = Value.From(new JinjaList()));
            }
            list.TryGet<JinjaList>(out var grantees);
            grantees!.Add(Value.FromObject(row[grantee]));
        }
        return Value.From(grants);
    }

    private static Value HardDeletes(in Value config)
    {
        var hardDeletes = Option(config, "hard_deletes");
        var invalidate = Option(config, "invalidate_hard_deletes");
        if (hardDeletes is { IsTruthy: true } && invalidate is not null && !invalidate.Value.IsNone)
        {
            throw new DbtException(
                DbtErrorKind.Compilation,
                "You cannot set both the invalidate_hard_deletes and hard_deletes config properties on the same snapshot."
            );
        }
        if (invalidate is { IsTruthy: true } || hardDeletes?.ToString() == "invalidate")
        {
            return Value.From("invalidate");
        }
        return hardDeletes?.ToString() switch
        {
            "new_record" => Value.From("new_record"),
            null or "ignore" or "None" or "" => Value.From("ignore"),
            _ => throw new DbtException(DbtErrorKind.Compilation, "Invalid setting for property hard_deletes."),
        };
    }

    private static Value? Option(in Value config, string name) =>
        config.TryGet<JinjaDict>(out var dict) && dict.TryGetValue(name, out var value) ? value : null;

    private Value CheckSnapshot(CallContext context, in Arguments arguments)
    {
        var relation = arguments.Required(0, "relation", "assert_valid_snapshot_target_given_strategy");
        var columns = ColumnsOf(context, relation).Select(c => c.Column.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var names = arguments.Required(1, "column_names", "assert_valid_snapshot_target_given_strategy");
        var strategy = arguments.Get(2, "strategy", Value.None);
        var keepsDeletes = Option(strategy, "hard_deletes")?.ToString() == "new_record";
        string[] wanted = keepsDeletes
            ? ["dbt_scd_id", "dbt_valid_from", "dbt_valid_to", "dbt_is_deleted"]
            : ["dbt_scd_id", "dbt_valid_from", "dbt_valid_to"];
        var missing = wanted.Select(w => Option(names, w)?.ToString() ?? w).Where(name => !columns.Contains(name)).ToList();
        if (missing.Count > 0)
        {
            throw new DbtException(
                DbtErrorKind.Compilation,
                $"Snapshot target is missing configured columns (missing {string.Join(" and ", missing.Select(m => $"\"{m}\""))}). See https://docs.getdbt.com/docs/build/snapshots#snapshot-meta-fields for more information."
            );
        }
        return Value.EmptyString;
    }
}
