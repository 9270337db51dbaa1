using System.Globalization;
using Headgate.Dbt.Artifacts;

namespace Headgate.Dbt.Execution.Results;

/// <summary>Takes the times of a node's stages.</summary>
internal sealed class StageTimer(TimeProvider time)
{
    private readonly long _started = time.GetTimestamp();
    private readonly List<TimingInfo> _stages = [];

    /// <summary>The stages so far, one that failed among them.</summary>
    public IReadOnlyList<TimingInfo> Stages => _stages;

    /// <summary>Time since the node started.</summary>
    public TimeSpan Elapsed => time.GetElapsedTime(_started);

    /// <summary>Runs a stage and takes its time, whether it succeeds or not.</summary>
    public T Take<T>(string name, Func<T> stage)
    {
        var from = time.GetUtcNow();
        try
        {
            return stage();
        }
        finally
        {
            _stages.Add(
                new()
                {
                    Name = name,
                    StartedAt = Iso(from),
                    CompletedAt = Iso(time.GetUtcNow()),
                }
            );
        }
    }

    /// <summary>A moment as artifacts write it.</summary>
    public static string Iso(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
}
