namespace Headgate.Metadata.State;

/// <summary>What nodes are looked at as.</summary>
internal enum StateView
{
    /// <summary>As they were last built in an environment.</summary>
    Applied,

    /// <summary>As the newest manifest of an environment defines them.</summary>
    Defined,

    /// <summary>As one run left them.</summary>
    Run,
}
