namespace Headgate.Jinja.Options;

/// <summary>What templates may do with a variable that does not exist.</summary>
public enum UndefinedBehavior
{
    /// <summary>Prints as nothing, is false, iterates as empty; any other use is an UndefinedError (Jinja's Undefined).</summary>
    Default,

    /// <summary>Any use but a test for being defined is an UndefinedError (Jinja's StrictUndefined).</summary>
    Strict,

    /// <summary>Like <see cref="Default"/>, and attributes and items of it are undefined again (Jinja's ChainableUndefined).</summary>
    Chainable,

    /// <summary>Like <see cref="Default"/>, and prints as a note that names it (Jinja's DebugUndefined).</summary>
    Debug,

    /// <summary>
    /// Like <see cref="Chainable"/>, and calling it gives it again. Jinja has no such kind; it serves to walk through a template whose
    /// variables are not all known.
    /// </summary>
    Lenient,
}
