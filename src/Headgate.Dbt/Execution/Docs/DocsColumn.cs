namespace Headgate.Dbt.Execution.Docs;

/// <summary>A column as the site shows it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type in the database, else the one that the project says; null where neither is known.</param>
/// <param name="Description">What the project says of it.</param>
internal sealed record DocsColumn(string Name, string? Type, string Description);
