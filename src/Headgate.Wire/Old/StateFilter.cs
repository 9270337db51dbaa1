namespace Headgate.Wire;

/// <summary>Which rows a list shows by their state.</summary>
public enum StateFilter
{
    /// <summary>Living ones, the default.</summary>
    Active = 1,

    /// <summary>Deleted ones.</summary>
    Deleted = 2,

    /// <summary>Both.</summary>
    All = 3,
}
