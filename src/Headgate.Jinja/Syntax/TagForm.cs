namespace Headgate.Jinja.Syntax;

/// <summary>What an <see cref="ExtensionTag"/> does with what it encloses.</summary>
public enum TagForm
{
    /// <summary>Defines a macro, as <c>{% macro %}</c> does, under a name made from the tag's head.</summary>
    Macro,

    /// <summary>Names a part of the file: the part is parsed and listed in <see cref="Template.Units"/>, rendering skips it.</summary>
    Unit,

    /// <summary>Like <see cref="Unit"/>, but the text inside is not read as a template at all.</summary>
    RawUnit,

    /// <summary>Runs a function of the host, which may render the body; the result is printed.</summary>
    Statement,
}
