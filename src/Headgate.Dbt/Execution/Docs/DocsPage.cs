using System.Net;
using System.Text;
using Headgate.Dbt.Artifacts;

namespace Headgate.Dbt.Execution.Docs;

/// <summary>A page that documents the project in one file: every resource with its description, columns and what it needs.</summary>
internal static class DocsPage
{
    private const string Style =
        "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color-scheme:light dark}"
        + "table{border-collapse:collapse;width:100%}td,th{text-align:left;padding:.25rem .75rem .25rem 0;border-bottom:1px solid #8884;vertical-align:top}"
        + "code,pre{font:14px/1.45 ui-monospace,monospace}pre{overflow:auto;padding:.75rem;background:#8881;border-radius:.4rem}h2{margin-top:2.5rem}";

    /// <summary>Writes the page.</summary>
    public static void Write(Manifest manifest, Catalog catalog, string path)
    {
        var title = Escape(manifest.Metadata.ProjectName ?? "dbt project");
        var page = new StringBuilder(
            $"<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>{title}</title><style>{Style}</style><h1>{title}</h1>"
        );
        foreach (var source in manifest.Sources.Values.OrderBy(s => s.UniqueId, StringComparer.Ordinal))
        {
            Head(page, source, $"{source.SourceName}.{source.Name}", source.Description);
            Columns(page, source.Columns, catalog.Sources.GetValueOrDefault(source.UniqueId));
        }
        foreach (var node in manifest.Nodes.Values.Where(n => n.IsRelational).OrderBy(n => n.UniqueId, StringComparer.Ordinal))
        {
            Head(page, node, node.Name, node.Description);
            Needs(page, node);
            Columns(page, node.Columns, catalog.Nodes.GetValueOrDefault(node.UniqueId));
            if (node.CompiledCode is { Length: > 0 } sql)
            {
                page.Append($"<details><summary>Compiled SQL</summary><pre>{Escape(sql.Trim())}</pre></details>");
            }
        }
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, page.Append("</html>\n").ToString());
    }

    private static void Head(StringBuilder page, IManifestResource resource, string name, string description)
    {
        page.Append($"<h2 id=\"{Escape(resource.UniqueId)}\">{Escape(name)} <small>{Escape(resource.ResourceType.Word())}</small></h2>");
        page.Append($"<p>{Escape(description)}</p><p><code>{Escape(resource.OriginalFilePath)}</code></p>");
    }

    private static void Needs(StringBuilder page, ManifestNode node)
    {
        if (node.DependsOn.Nodes.Count > 0)
        {
            var links = node.DependsOn.Nodes.Select(id => $"<a href=\"#{Escape(id)}\">{Escape(id)}</a>");
            page.Append($"<p>Needs {string.Join(", ", links)}</p>");
        }
    }

    private static void Columns(StringBuilder page, OrderedDictionary<string, ColumnInfo> documented, CatalogTable? table)
    {
        var names = (table?.Columns.Keys ?? Enumerable.Empty<string>()).Union(documented.Keys, StringComparer.OrdinalIgnoreCase).ToList();
        if (names.Count == 0)
        {
            return;
        }
        page.Append("<table><tr><th>Column</th><th>Type</th><th>Description</th></tr>");
        foreach (var name in names)
        {
            var type = table?.Columns.GetValueOrDefault(name)?.Type ?? documented.GetValueOrDefault(name)?.DataType;
            var description = documented.GetValueOrDefault(name)?.Description ?? "";
            page.Append($"<tr><td><code>{Escape(name)}</code></td><td>{Escape(type ?? "")}</td><td>{Escape(description)}</td></tr>");
        }
        page.Append("</table>");
    }

    private static string Escape(string text) => WebUtility.HtmlEncode(text);
}
