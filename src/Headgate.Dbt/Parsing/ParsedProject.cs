using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Context;

namespace Headgate.Dbt.Parsing;

/// <summary>What parsing gives.</summary>
/// <param name="Manifest">The project's resources.</param>
/// <param name="Macros">Its macros, of which those that parsing called are compiled.</param>
internal sealed record ParsedProject(Manifest Manifest, MacroLibrary Macros);
