namespace Headgate.Gate.Decisions;

/// <summary>The projects, environments and jobs of an account: what ids and name patterns of grants are resolved against.</summary>
/// <param name="Projects">All that are not deleted.</param>
/// <param name="Environments">All that are not deleted.</param>
/// <param name="Jobs">All that are not deleted.</param>
public sealed record AccountPlaces(
    IReadOnlyList<ProjectPlace> Projects,
    IReadOnlyList<EnvironmentPlace> Environments,
    IReadOnlyList<JobPlace> Jobs
)
{
    /// <summary>An account with nothing in it.</summary>
    public static AccountPlaces None { get; } = new([], [], []);
}

/// <summary>A project.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
public sealed record ProjectPlace(long Id, string Name);

/// <summary>An environment.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Project">The project's id.</param>
public sealed record EnvironmentPlace(long Id, string Name, long Project);

/// <summary>A job.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Project">The project's id.</param>
/// <param name="Environment">The environment's id.</param>
public sealed record JobPlace(long Id, string Name, long Project, long Environment);
