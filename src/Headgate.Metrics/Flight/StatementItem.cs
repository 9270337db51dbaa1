using Headgate.Jinja.Values;

namespace Headgate.Metrics.Flight;

/// <summary>What a statement names by a call: <c>Metric("m", alias="a")</c>, <c>Dimension("metric_time").grain("month")</c>, <c>Entity("customer")</c>.</summary>
internal sealed record StatementItem(string Name) : IJinjaObject
{
    private static readonly Signature Grained = new("grain", "time_granularity");
    private static readonly Signature Parted = new("date_part", "date_part_name");
    private static readonly Signature Descended = new("descending", "_is_descending");

    public bool IsMetric { get; init; }

    public string? Alias { get; init; }

    public string? Grain { get; init; }

    public string? DatePart { get; init; }

    public bool Descending { get; init; }

    public string TypeName => IsMetric ? "Metric" : "Dimension";

    public bool TryCallMethod(CallContext context, string name, Arguments arguments, out Value result)
    {
        Span<Value> slots = new Value[1];
        switch (name)
        {
            case "grain":
                Grained.Bind(arguments, slots);
                result = Value.From(this with { Grain = slots[0].AsString() });
                return true;
            case "date_part":
                Parted.Bind(arguments, slots);
                result = Value.From(this with { DatePart = slots[0].AsString() });
                return true;
            case "descending":
                Descended.Bind(arguments, slots);
                result = Value.From(this with { Descending = slots[0].IsTruthy });
                return true;
            default:
                result = default;
                return false;
        }
    }
}
