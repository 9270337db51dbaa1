using Headgate.Jinja;
using Headgate.Jinja.Errors;
using Headgate.Jinja.Options;
using Headgate.Jinja.Values;
using Headgate.Metrics.Semantics;
using Headgate.Metrics.Time;

namespace Headgate.Metrics.Items;

/// <summary>The names that templates of filters and of group-by items can call: Dimension, TimeDimension, Entity, Metric.</summary>
internal static class TemplateNames
{
    private static readonly JinjaEnvironment Environment = new(
        new JinjaOptions
        {
            Undefined = UndefinedBehavior.Strict,
            Limits = new Limits
            {
                MaxSteps = 100_000,
                MaxCallDepth = 50,
                MaxNesting = 50,
                MaxOutputLength = 100_000,
                MaxSourceLength = 100_000,
                MaxValueLength = 100_000,
                MaxTotalLength = 1_000_000,
            },
        }
    );

    private static readonly Signature DimensionForm = new("Dimension", "name", "entity_path?");
    private static readonly Signature TimeForm = new(
        "TimeDimension",
        "time_dimension_name",
        "time_granularity_name?",
        "entity_path?",
        "descending?",
        "date_part_name?"
    );
    private static readonly Signature EntityForm = new("Entity", "entity_name", "entity_path?");
    private static readonly Signature MetricForm = new("Metric", "metric_name", "group_by?");

    /// <summary>Renders a template; each call is written by the given function.</summary>
    /// <exception cref="JinjaException">It is no valid template.</exception>
    /// <exception cref="RefusalException">A call in it is not right.</exception>
    public static string Render(string template, SemanticManifest manifest, Func<ItemCall, string> write)
    {
        Value Call(ItemPattern pattern) => Value.From(new ItemCall(manifest, pattern, null, write));
        var variables = new Variables
        {
            { "Dimension", Value.Function("Dimension", (context, arguments) => Call(Dimension(context, arguments))) },
            { "TimeDimension", Value.Function("TimeDimension", (context, arguments) => Call(TimeDimension(context, arguments, manifest))) },
            { "Entity", Value.Function("Entity", (context, arguments) => Call(Entity(context, arguments))) },
            {
                "Metric",
                Value.Function(
                    "Metric",
                    (context, arguments) => Value.From(new ItemCall(manifest, null, Metric(context, arguments), write))
                )
            },
        };
        return Environment.Compile(template).Render(variables);
    }

    public static ItemPattern WithGrain(ItemPattern pattern, string grain, SemanticManifest manifest) =>
        manifest.FindGrain(grain) is { } known
            ? pattern with
            {
                Grain = known,
                Kinds = [ItemKind.Time],
            }
            : pattern with
            {
                UnknownGrain = grain,
                Kinds = [ItemKind.Time],
            };

    public static ItemPattern WithPart(ItemPattern pattern, string part) =>
        DateParts.TryRead(part, out var read)
            ? pattern with
            {
                Part = read,
                Grain = null,
                Kinds = [ItemKind.Time],
            }
            : throw Malformed($"'{part}' is no part of a date. Use one of {string.Join(", ", DateParts.All.Select(DateParts.NameOf))}.");

    private static ItemPattern Dimension(CallContext context, Arguments arguments)
    {
        Span<Value> slots = new Value[2];
        DimensionForm.Bind(arguments, slots);
        return DimensionOf(context, slots[0].AsString(), slots[1], [ItemKind.Category, ItemKind.Time]);
    }

    private static ItemPattern TimeDimension(CallContext context, Arguments arguments, SemanticManifest manifest)
    {
        Span<Value> slots = new Value[5];
        TimeForm.Bind(arguments, slots);
        var pattern = DimensionOf(context, slots[0].AsString(), slots[2], [ItemKind.Time]);
        pattern = Given(slots[1]) ? WithGrain(pattern, slots[1].AsString(), manifest) : pattern;
        return Given(slots[4]) ? WithPart(pattern, slots[4].AsString()) : pattern;
    }

    private static ItemPattern Entity(CallContext context, Arguments arguments)
    {
        Span<Value> slots = new Value[2];
        EntityForm.Bind(arguments, slots);
        var names = slots[0].AsString().ToLowerInvariant().Split(Item.Separator);
        return new ItemPattern
        {
            Text = $"Entity('{slots[0].AsString()}')",
            Name = names[^1],
            Links = [.. Path(context, slots[1]), .. names[..^1]],
            Kinds = [ItemKind.Entity],
        };
    }

    private static MetricCall Metric(CallContext context, Arguments arguments)
    {
        Span<Value> slots = new Value[2];
        MetricForm.Bind(arguments, slots);
        return new MetricCall(slots[0].AsString().ToLowerInvariant(), Path(context, slots[1]));
    }

    private static ItemPattern DimensionOf(CallContext context, string text, Value path, ItemKind[] kinds)
    {
        var names = text.ToLowerInvariant().Split(Item.Separator);
        if (names.Length != 2 && !(names.Length == 1 && names[0] == Item.MetricTime))
        {
            throw Malformed(
                $"'{text}' is not the name of a dimension: write its entity, two underscores and its name, and name further entities in entity_path."
            );
        }
        return new ItemPattern
        {
            Text = $"Dimension('{text}')",
            Name = names[^1],
            Links = [.. Path(context, path), .. names[..^1]],
            Kinds = kinds,
        };
    }

    private static List<string> Path(CallContext context, Value path) =>
        Given(path) ? Operators.ToList(context, path).ConvertAll(one => one.AsString().ToLowerInvariant()) : [];

    private static bool Given(Value value) => !value.IsMissing() && !value.IsNone;

    private static bool IsMissing(this Value value) => value.Equals(default);

    private static RefusalException Malformed(string message) => new(RefusalKind.MalformedName, message);
}
