using Headgate.Catalogue;
using Headgate.Store.Model;

namespace Headgate.Platform.Runs.Queue;

/// <summary>What whoever asks for a run may do, for questions that come up only once it enters the queue.</summary>
/// <param name="Decided">Where the job was when the call was decided.</param>
/// <param name="IsAllowedAt">Whether the same is allowed at another place, for a job that has moved since.</param>
/// <param name="MayEnd">Whether the caller may end a run that the new one makes pointless.</param>
public sealed record RunRights(Target Decided, Func<Target, bool> IsAllowedAt, Func<Run, bool> MayEnd);
