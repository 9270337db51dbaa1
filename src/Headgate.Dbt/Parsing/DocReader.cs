using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Parsing.Blocks;
using Headgate.Dbt.Project;
using Headgate.Dbt.Project.Files;

namespace Headgate.Dbt.Parsing;

/// <summary>Reads the documentation blocks of a file.</summary>
internal static class DocReader
{
    public static IEnumerable<Doc> Read(Package package, SourceFile file)
    {
        foreach (var block in BlockReader.Read(file.Text, "docs"))
        {
            yield return new Doc
            {
                Name = block.Header,
                PackageName = package.Name,
                Path = file.RelativePath,
                OriginalFilePath = file.OriginalPath,
                UniqueId = $"doc.{package.Name}.{block.Header}",
                BlockContents = block.Contents.Trim(),
            };
        }
    }
}
