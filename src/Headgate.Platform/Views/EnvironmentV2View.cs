using Headgate.Store.Model;

namespace Headgate.Platform.Views;

/// <summary>An environment on the wire of v2.</summary>
internal sealed record EnvironmentV2View : EnvironmentBaseView
{
    private EnvironmentV2View(DbtEnvironment row, VisibleKinds visible)
        : base(row, visible) { }

    /// <summary>The view of an environment alone, with the ids of what its caller may see.</summary>
    public static EnvironmentV2View Of(DbtEnvironment row, VisibleKinds visible) => new(row, visible);

    public ProjectConnectionView? Connection { get; init; }

    /// <summary>Always null, as in recorded answers: jobs have a list of their own.</summary>
    public IReadOnlyList<JobView>? Jobs { get; init; }

    /// <summary>Always null, as in recorded answers: variables have addresses of their own.</summary>
    public IReadOnlyList<EnvironmentVariableView>? CustomEnvironmentVariables { get; init; }
}
