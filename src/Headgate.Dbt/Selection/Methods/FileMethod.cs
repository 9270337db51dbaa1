namespace Headgate.Dbt.Selection.Methods;

/// <summary><c>file:</c>: resources whose file has that name, with or without its ending; a pattern.</summary>
internal sealed class FileMethod : ISelectorMethod
{
    /// <inheritdoc />
    public IEnumerable<string> Search(SelectionScope scope, Criterion criterion) =>
        scope
            .Resources.Where(r =>
                Glob.Matches(Path.GetFileName(r.OriginalFilePath), criterion.Text)
                || Glob.Matches(Path.GetFileNameWithoutExtension(r.OriginalFilePath), criterion.Text)
            )
            .Select(r => r.UniqueId);
}
