using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;

namespace Headgate.Platform.Related;

/// <summary>Shows runs beside other things, such as the newest run of a job.</summary>
internal interface IRunSummaries
{
    /// <summary>Views of runs, without anything related to them.</summary>
    Task<IReadOnlyList<RunView>> OfAsync(CallContext call, HeadgateDb db, IReadOnlyList<Run> runs, CancellationToken cancellation);
}
