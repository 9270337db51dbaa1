using Headgate.Dbt.Context.Running;
using Headgate.Jinja.Values;
using Headgate.Jinja.Values.Collections;

namespace Headgate.Dbt.Execution.Batches;

/// <summary>One batch of a microbatch model.</summary>
/// <param name="Name">Its name in lines and files: <c>2024-09</c>.</param>
/// <param name="Window">Its span of time.</param>
internal sealed record Batch(string Name, EventWindow Window)
{
    /// <summary>The two moments as run_results.json has them.</summary>
    public IReadOnlyList<string> Moments => [EventWindow.Iso(Window.Start), EventWindow.Iso(Window.End)];

    /// <summary>What templates see as <c>model.batch</c>.</summary>
    public Value Described()
    {
        var dict = new JinjaDict(3);
        dict.Set("id", Value.From(Name.Replace("-", "", StringComparison.Ordinal)));
        dict.Set("event_time_start", Value.FromObject(Window.Start));
        dict.Set("event_time_end", Value.FromObject(Window.End));
        return Value.From(dict);
    }
}
