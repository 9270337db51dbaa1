namespace Headgate.Wire;

/// <summary>A run that is held against the terms under which it was allowed.</summary>
/// <param name="Terms">What was kept with it.</param>
/// <param name="AccountId">Its account.</param>
/// <param name="ProjectId">Its project.</param>
/// <param name="EnvironmentId">Its environment.</param>
/// <param name="JobId">Its job.</param>
/// <param name="RunId">Its number.</param>
/// <param name="Commands">The commands that it is to execute, such as <c>dbt build</c>.</param>
/// <param name="Variables">The variables of dbt that they have.</param>
/// <param name="Manifest">A file of the server with the manifest of the code that is there: a project wrote it.</param>
public sealed record HeldRun(
    string Terms,
    long AccountId,
    long ProjectId,
    long EnvironmentId,
    long JobId,
    long RunId,
    IReadOnlyList<string> Commands,
    IReadOnlyDictionary<string, string> Variables,
    string Manifest
);
