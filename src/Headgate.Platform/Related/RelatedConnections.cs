using Headgate.Catalogue;
using Headgate.Platform.Targets;
using Headgate.Store.Model;
using Headgate.Wire;

namespace Headgate.Platform.Related;

/// <summary>
/// Connections beside what uses them. One of the account lies in no project, so it is decided at each place that uses it: who may see the connections of a project sees
/// those that the project uses, and does not see the same one beside another project.
/// </summary>
internal sealed class RelatedConnections(CallContext call, Include include, Related<Connection> rows)
{
    /// <summary>The view of the connection that something in a project uses; null where it uses none, or where the caller may not see it there.</summary>
    public TView? View<TView>(long? id, long project, Func<Connection, TView> view)
        where TView : class =>
        rows[id] is { } row && call.MaySee(include, RowTargets.Of(row) with { ProjectId = row.ProjectId ?? project }) ? view(row) : null;
}
