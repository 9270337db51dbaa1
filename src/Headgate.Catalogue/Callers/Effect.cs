namespace Headgate.Catalogue;

/// <summary>What a decision says.</summary>
public enum Effect
{
    /// <summary>Refused.</summary>
    Deny,

    /// <summary>It may be done.</summary>
    Allow,

    /// <summary>A person has to say yes first.</summary>
    Ask,
}
