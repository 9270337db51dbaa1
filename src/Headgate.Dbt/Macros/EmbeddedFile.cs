namespace Headgate.Dbt.Macros;

/// <summary>A file of an internal package.</summary>
/// <param name="Package">The package: <c>dbt</c> or <c>dbt_&lt;adapter&gt;</c>.</param>
/// <param name="Path">The path inside the package, with forward slashes.</param>
/// <param name="Text">The whole text.</param>
internal sealed record EmbeddedFile(string Package, string Path, string Text);
