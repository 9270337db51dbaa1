using Headgate.Dbt.Adapters;
using Headgate.Jinja.Errors;

namespace Headgate.Dbt.Context;

/// <summary>Turns the errors of templates into dbt's, with dbt's words.</summary>
internal static class TemplateErrors
{
    /// <summary>A line that nobody wrote by hand is not shown whole.</summary>
    private const int LongestLine = 500;

    private const string UndefinedHint =
        " This can happen when calling a macro that does not exist. Check for typos and/or install package dependencies with \"dbt deps\".";

    /// <summary>The error that a host function threw, when the template engine passes one on.</summary>
    public static DbtException? OfHost(JinjaException error) =>
        error.InnerException switch
        {
            DbtException dbt => dbt.MetAt(error),
            DatabaseException database => new DbtException(DbtErrorKind.Database, database.Message, inner: database),
            JinjaException inner => OfHost(inner),
            _ => null,
        };

    /// <summary>A call of a macro that is not there: dbt's words with what to do.</summary>
    public static DbtException UnknownMacro(string message) => new(DbtErrorKind.Compilation, message + "." + UndefinedHint);

    /// <summary>Is it an error that dbt reports as that of the macro in which it arose?</summary>
    public static bool IsOfMacro(JinjaException error) =>
        error.Kind is JinjaErrorKind.TypeError or JinjaErrorKind.UndefinedError or JinjaErrorKind.TemplateRuntimeError;

    /// <summary>The error of a macro's body.</summary>
    public static DbtException InMacro(JinjaException error, MacroEntry macro) =>
        new(DbtErrorKind.Compilation, Message(error), macro.Subject, error);

    /// <summary>The error of a text that belongs to no macro: a model, a test, a hook.</summary>
    /// <param name="error">What the template engine says.</param>
    /// <param name="subject">What was rendered, as dbt writes it: <c>model orders (models/orders.sql)</c>; null where it has no name.</param>
    public static DbtException Of(JinjaException error, string? subject)
    {
        if (OfHost(error) is { } thrown)
        {
            return subject is null ? thrown : thrown.About(subject);
        }
        var message = Message(error);
        if (
            error.Kind is JinjaErrorKind.TemplateSyntaxError or JinjaErrorKind.TemplateAssertionError or JinjaErrorKind.RecursionError
            && error.Line > 0
        )
        {
            var line = error.Excerpt?.Split('\n')[0].Trim();
            line = line?.Length > LongestLine ? line[..LongestLine] + "…" : line;
            message += $"\n  line {error.Line}" + (string.IsNullOrEmpty(line) ? "" : "\n    " + line);
        }
        else if (error.Kind == JinjaErrorKind.UndefinedError)
        {
            message += "." + UndefinedHint;
            message = message.Replace("..", ".", StringComparison.Ordinal);
        }
        return new(DbtErrorKind.Compilation, message, subject, error);
    }

    /// <summary>dbt keeps its macros under a prefix that shows in the words of argument errors.</summary>
    private static string Message(JinjaException error) =>
        error.Message.StartsWith("macro '", StringComparison.Ordinal)
            ? "macro 'dbt_macro__" + error.Message["macro '".Length..]
            : error.Message;
}
