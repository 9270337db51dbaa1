using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Parsing.Properties;
using Headgate.Dbt.Project.Text;

namespace Headgate.Dbt.Parsing.Semantics;

/// <summary>Reads what columns of a model are in its semantic model, and what is derived from them.</summary>
internal static class SemanticColumns
{
    /// <summary>The entity that a column is; null for none.</summary>
    public static SemanticEntity? Entity(PropertyEntry column, OrderedDictionary<string, object?> modelMeta)
    {
        if (Element(column, "entity") is not { } entity)
        {
            return null;
        }
        var name = entity.OptionalText("name") ?? column.Name;
        return new SemanticEntity
        {
            Name = name,
            Type = entity.RequiredText("type").ToLowerInvariant(),
            Description = entity.OptionalText("description") ?? column.OptionalText("description"),
            Label = entity.OptionalText("label"),
            Expr = name == column.Name ? null : column.Name,
            Config = Config(modelMeta, MetaOf(entity) ?? ColumnMeta(column)),
        };
    }

    /// <summary>The dimension that a column is; null for none.</summary>
    public static SemanticDimension? Dimension(PropertyEntry column, OrderedDictionary<string, object?> modelMeta)
    {
        if (Element(column, "dimension") is not { } dimension)
        {
            return null;
        }
        var name = dimension.OptionalText("name") ?? column.Name;
        var type = dimension.RequiredText("type").ToLowerInvariant();
        var grain = column.OptionalText("granularity");
        if (grain is null && type == "time")
        {
            throw column.Error(
                $"Dimension {name} is a time dimension attached to column {column.Name}, so that column must specify a granularity."
            );
        }
        if (grain is null && dimension.Map("validity_params") is not null)
        {
            throw column.Error(
                $"Dimension {name} has validity_params attached to column {column.Name}, so that column must specify a granularity."
            );
        }
        return new SemanticDimension
        {
            Name = name,
            Type = type,
            Description = dimension.OptionalText("description") ?? column.OptionalText("description"),
            Label = dimension.OptionalText("label"),
            IsPartition = dimension.Flag("is_partition") ?? false,
            TypeParams = Parameters(type, grain, dimension),
            Expr = name == column.Name ? null : column.Name,
            Config = Config(modelMeta, ColumnMeta(column), MetaOf(dimension)),
        };
    }

    /// <summary>An entity of <c>derived_semantics</c>.</summary>
    public static SemanticEntity DerivedEntity(PropertyEntry entity, OrderedDictionary<string, object?> modelMeta) =>
        new()
        {
            Name = entity.OptionalText("name") ?? throw entity.Error("Derived entity is missing a required 'name' field."),
            Type = entity.RequiredText("type").ToLowerInvariant(),
            Description = entity.OptionalText("description"),
            Label = entity.OptionalText("label"),
            Expr = Expression(entity),
            Config = Config(modelMeta, MetaOf(entity)),
        };

    /// <summary>A dimension of <c>derived_semantics</c>.</summary>
    public static SemanticDimension DerivedDimension(PropertyEntry dimension, OrderedDictionary<string, object?> modelMeta)
    {
        var grain = dimension.OptionalText("granularity");
        if (grain is null && dimension.Map("validity_params") is not null)
        {
            throw dimension.Error($"Derived dimension {dimension.Name} has validity_params, so it must specify a granularity.");
        }
        var type = dimension.RequiredText("type").ToLowerInvariant();
        return new()
        {
            Name = dimension.Name,
            Type = type,
            Description = dimension.OptionalText("description"),
            Label = dimension.OptionalText("label"),
            IsPartition = dimension.Flag("is_partition") ?? false,
            TypeParams = Parameters(type, grain, dimension),
            Expr = Expression(dimension),
            Config = Config(modelMeta, MetaOf(dimension)),
        };
    }

    /// <summary>The short form names the type alone.</summary>
    private static PropertyEntry? Element(PropertyEntry column, string key) =>
        column.Data.GetValueOrDefault(key) switch
        {
            null => null,
            string type => column.Part(new() { ["type"] = type }),
            OrderedDictionary<string, object?> map => column.Part(map),
            var other => throw column.Error($"at path ['{key}']: {PythonText.Repr(other)} is not valid under any of the given schemas"),
        };

    private static DimensionTypeParams? Parameters(string type, string? grain, PropertyEntry dimension) =>
        grain is null || type != "time"
            ? null
            : new()
            {
                TimeGranularity = grain.ToLowerInvariant(),
                ValidityParams = dimension.Map("validity_params") is { } map
                    ? new ValidityParams
                    {
                        IsStart = map.GetValueOrDefault("is_start") is true,
                        IsEnd = map.GetValueOrDefault("is_end") is true,
                    }
                    : null,
            };

    private static string Expression(PropertyEntry element) =>
        element.Data.GetValueOrDefault("expr") is { } value
            ? PythonText.Str(value)
            : throw element.Error("at path []: 'expr' is a required property");

    private static OrderedDictionary<string, object?>? MetaOf(PropertyEntry element) =>
        element.Config.GetValueOrDefault("meta") as OrderedDictionary<string, object?>;

    private static OrderedDictionary<string, object?>? ColumnMeta(PropertyEntry column) => MetaOf(column) ?? column.Map("meta");

    private static SemanticConfig Config(params ReadOnlySpan<OrderedDictionary<string, object?>?> metas)
    {
        var merged = new OrderedDictionary<string, object?>();
        foreach (var meta in metas)
        {
            foreach (var (key, value) in meta ?? [])
            {
                merged[key] = PlainData.Clone(value);
            }
        }
        return new SemanticConfig { Meta = merged };
    }
}
