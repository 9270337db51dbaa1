namespace Headgate.Catalogue;

/// <summary>What a call is aimed at, with the places that contain it: enough to judge it and to name it in the record.</summary>
public sealed record Target
{
    /// <summary>Its kind.</summary>
    public required TargetKind Kind { get; init; }

    /// <summary>Its id as written in paths; empty for the account.</summary>
    public string Id { get; init; } = "";

    /// <summary>Its own name, where it has one.</summary>
    public string? Name { get; init; }

    /// <summary>The account.</summary>
    public required long AccountId { get; init; }

    /// <summary>The project, where it belongs to one.</summary>
    public long? ProjectId { get; init; }

    /// <summary>The project's name, where known.</summary>
    public string? ProjectName { get; init; }

    /// <summary>The environment, where it belongs to one.</summary>
    public long? EnvironmentId { get; init; }

    /// <summary>The environment's name, where known.</summary>
    public string? EnvironmentName { get; init; }

    /// <summary>The environment's category; <see cref="EnvironmentCategories.None"/> where there is no environment.</summary>
    public EnvironmentCategories EnvironmentCategory { get; init; }

    /// <summary>The job, for jobs and runs.</summary>
    public long? JobId { get; init; }

    /// <summary>The job's name, where known.</summary>
    public string? JobName { get; init; }

    /// <summary>The run.</summary>
    public long? RunId { get; init; }

    /// <summary>
    /// The projects that it touches where that is several (the jobs that a webhook listens to): all of them must be in scope. Empty otherwise.
    /// </summary>
    public IReadOnlyList<long> AlsoProjects { get; init; } = [];

    /// <summary>The row that the look-up has read, so that the handler need not read it again.</summary>
    public object? Row { get; init; }

    /// <summary>The account itself as a target.</summary>
    public static Target OfAccount(long accountId) => new() { Kind = TargetKind.Account, AccountId = accountId };

    /// <summary>For people: <c>job 1000 "Nightly" in project 10 "Sales"</c>.</summary>
    public string Describe() => TargetWords.Describe(this);
}
