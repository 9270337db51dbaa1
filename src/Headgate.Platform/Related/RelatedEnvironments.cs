using Headgate.Platform.Views;
using Headgate.Store.Model;
using Headgate.Wire;

namespace Headgate.Platform.Related;

/// <summary>Environments beside what lies in them, each with the ids that its caller may see.</summary>
internal sealed class RelatedEnvironments(CallContext call, Related<DbtEnvironment> rows)
{
    /// <summary>The view of an environment; null where it is not there.</summary>
    public TView? View<TView>(long? id, Func<DbtEnvironment, VisibleKinds, TView> view)
        where TView : class => rows.View(id, row => view(row, VisibleInProject.Of(call, row.ProjectId)));
}
