using Headgate.Jinja.Values;
using Headgate.Metrics.Semantics;

namespace Headgate.Metrics.Items;

/// <summary>A call in a template, such as <c>Dimension('customer__tier')</c>, with the methods that can follow it.</summary>
internal sealed class ItemCall(SemanticManifest manifest, ItemPattern? pattern, MetricCall? metric, Func<ItemCall, string> write)
    : IJinjaObject
{
    private static readonly Signature Grained = new("grain", "time_granularity");
    private static readonly Signature Parted = new("date_part", "date_part_name");
    private static readonly Signature Descended = new("descending", "_is_descending");

    /// <summary>What is called by name, of a dimension, a time or an entity.</summary>
    public ItemPattern? Pattern => pattern;

    /// <summary>What is called by name, of a metric.</summary>
    public MetricCall? Metric => metric;

    public bool Descending { get; private init; }

    public string TypeName => "group-by item";

    public bool TryCallMethod(CallContext context, string name, Arguments arguments, out Value result)
    {
        Span<Value> slots = new Value[1];
        switch (name)
        {
            case "grain" when pattern is not null:
                Grained.Bind(arguments, slots);
                result = Value.From(Changed(TemplateNames.WithGrain(pattern, slots[0].AsString(), manifest)));
                return true;
            case "date_part" when pattern is not null:
                Parted.Bind(arguments, slots);
                result = Value.From(Changed(TemplateNames.WithPart(pattern, slots[0].AsString())));
                return true;
            case "descending":
                Descended.Bind(arguments, slots);
                result = Value.From(new ItemCall(manifest, pattern, metric, write) { Descending = slots[0].IsTruthy });
                return true;
            default:
                result = default;
                return false;
        }
    }

    public string Str() => write(this);

    public string Repr() => write(this);

    private ItemCall Changed(ItemPattern changed) => new(manifest, changed, metric, write) { Descending = Descending };
}
