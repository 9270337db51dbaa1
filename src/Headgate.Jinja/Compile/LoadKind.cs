namespace Headgate.Jinja.Compile;

/// <summary>Where the first value of a variable comes from.</summary>
internal enum LoadKind
{
    /// <summary>From whoever enters the scope: an argument, the item of a loop.</summary>
    Parameter,

    /// <summary>From the variables that the template was given.</summary>
    Resolve,

    /// <summary>From the variable of that name outside.</summary>
    Alias,

    /// <summary>From nowhere: it is assigned later.</summary>
    Missing,
}
