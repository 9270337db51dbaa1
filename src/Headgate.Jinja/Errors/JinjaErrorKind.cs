using Headgate.Jinja.Options;

namespace Headgate.Jinja.Errors;

/// <summary>What kind of error a template met, named after the exception that Jinja or Python raises for it.</summary>
public enum JinjaErrorKind
{
    /// <summary>The template's text does not follow the grammar.</summary>
    TemplateSyntaxError,

    /// <summary>The grammar holds but the template cannot be compiled, e.g. an unknown filter.</summary>
    TemplateAssertionError,

    /// <summary>A template that was included, imported or extended does not exist.</summary>
    TemplateNotFound,

    /// <summary>None of a list of templates exists.</summary>
    TemplatesNotFound,

    /// <summary>A template did at run time what it may not do, e.g. extended twice.</summary>
    TemplateRuntimeError,

    /// <summary>An undefined value was used.</summary>
    UndefinedError,

    /// <summary>The template asked for something that the environment forbids.</summary>
    SecurityError,

    /// <summary>A filter was given arguments that it cannot use.</summary>
    FilterArgumentError,

    /// <summary>Python's TypeError: an operation on a value of the wrong type, or wrong arguments of a call.</summary>
    TypeError,

    /// <summary>Python's AssertionError: an argument outside what a built-in filter expects.</summary>
    AssertionError,

    /// <summary>Python's ValueError: the right type, an impossible value.</summary>
    ValueError,

    /// <summary>Python's KeyError: a key that a dict does not have.</summary>
    KeyError,

    /// <summary>Python's IndexError: an index outside a sequence.</summary>
    IndexError,

    /// <summary>Python's AttributeError: an attribute that an object does not have.</summary>
    AttributeError,

    /// <summary>Python's ZeroDivisionError.</summary>
    ZeroDivisionError,

    /// <summary>Python's OverflowError: a number too large for the operation.</summary>
    OverflowError,

    /// <summary>Python's UnicodeError: text that cannot be encoded or decoded.</summary>
    UnicodeError,

    /// <summary>Python's RuntimeError, e.g. a dict that changed while it was being iterated.</summary>
    RuntimeError,

    /// <summary>Python's RecursionError: nested too deeply, in the source or while running.</summary>
    RecursionError,

    /// <summary>One of the <see cref="Limits"/> was reached.</summary>
    LimitExceeded,

    /// <summary>A function of the host failed; the cause is the inner exception.</summary>
    HostError,
}
