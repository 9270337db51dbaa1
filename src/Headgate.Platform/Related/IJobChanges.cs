using Headgate.Store.Model;

namespace Headgate.Platform.Related;

/// <summary>Told after the commit when a job was created, changed or deleted, so that its schedule and its queue follow.</summary>
public interface IJobChanges
{
    /// <summary>The job as it now is.</summary>
    Task ChangedAsync(Job job, CancellationToken cancellation);
}
