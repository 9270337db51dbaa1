using System.Runtime.ExceptionServices;
using Headgate.Jinja.Errors;
using Headgate.Jinja.Values;

namespace Headgate.Dbt.Context;

/// <summary>A macro bound to the context of what is being rendered: its free names mean what they mean there.</summary>
internal sealed class BoundMacro(MacroEntry entry, DbtVariables variables) : IJinjaObject
{
    private Value? _bound;

    /// <summary>The macro.</summary>
    public MacroEntry Entry { get; } = entry;

    /// <inheritdoc />
    public string TypeName => "MacroGenerator";

    /// <inheritdoc />
    public bool IsCallable => true;

    /// <inheritdoc />
    public bool IsTruthy => true;

    /// <inheritdoc />
    public bool TryGetAttribute(CallContext context, string name, out Value value)
    {
        switch (name)
        {
            case "name":
                value = Value.From(Entry.Macro.Name);
                return true;
            case "package_name":
                value = Value.From(Entry.Macro.PackageName);
                return true;
            default:
                value = default;
                return false;
        }
    }

    /// <inheritdoc />
    public Value Call(CallContext context, Arguments arguments)
    {
        using var call = variables.Enter(Entry);
        try
        {
            _bound ??= Entry.Definition.Bind(variables);
            return context.Call(_bound.Value, arguments);
        }
        catch (DbtException e)
        {
            e.AddFrame(Entry.Subject);
            throw;
        }
        catch (JinjaException e) when (TemplateErrors.OfHost(e) is { } thrown)
        {
            thrown.AddFrame(Entry.Subject);
            ExceptionDispatchInfo.Capture(thrown).Throw();
            throw;
        }
        catch (JinjaException e) when (TemplateErrors.IsOfMacro(e))
        {
            throw TemplateErrors.InMacro(e, Entry);
        }
    }

    /// <inheritdoc />
    public string Repr() => $"<dbt.clients.jinja.MacroGenerator object {Entry.Macro.UniqueId}>";
}
