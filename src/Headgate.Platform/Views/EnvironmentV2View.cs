using Headgate.Store.Model;

namespace Headgate.Platform.Views;

/// <summary>An environment on the wire of v2.</summary>
internal sealed record EnvironmentV2View : EnvironmentBaseView
{
    private EnvironmentV2View(DbtEnvironment row)
        : base(row) { }

    public static EnvironmentV2View Of(DbtEnvironment row) => new(row);

    public ProjectConnectionView? Connection { get; init; }

    /// <summary>Always null, as in recorded answers: jobs have a list of their own.</summary>
    public IReadOnlyList<JobView>? Jobs { get; init; }

    /// <summary>Always null, as in recorded answers: variables have addresses of their own.</summary>
    public IReadOnlyList<EnvironmentVariableView>? CustomEnvironmentVariables { get; init; }
}
