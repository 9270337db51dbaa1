using Headgate.Dbt.Artifacts;
using Headgate.Jinja;
using Headgate.Jinja.Errors;

namespace Headgate.Dbt.Context;

/// <summary>A macro of the project, a package or the engine, compiled when it is first called.</summary>
internal sealed class MacroEntry(Macro macro, JinjaEnvironment environment)
{
    private readonly Lazy<MacroDefinition> _definition = new(() => Compile(macro, environment));

    /// <summary>The macro as the manifest describes it.</summary>
    public Macro Macro { get; } = macro;

    /// <summary>The compiled macro.</summary>
    /// <exception cref="JinjaException">The macro's text is no valid template.</exception>
    public MacroDefinition Definition => _definition.Value;

    /// <summary>How dbt names the macro in messages: <c>macro cents (macros/cents.sql)</c>.</summary>
    public string Subject => $"macro {Macro.Name} ({Macro.OriginalFilePath})";

    private static MacroDefinition Compile(Macro macro, JinjaEnvironment environment) =>
        environment
            .Compile(macro.MacroSql, macro.OriginalFilePath)
            .Macros.FirstOrDefault(m => string.Equals(m.Name, macro.Name, StringComparison.Ordinal))
        ?? throw new InvalidOperationException($"The text of {macro.UniqueId} defines no macro {macro.Name}.");
}
