namespace Headgate.Catalogue;

/// <summary>Who can call.</summary>
public enum CallerKind
{
    /// <summary>Nobody known: no credential, or none that is valid.</summary>
    Anonymous,

    /// <summary>An agent with a key <c>hga_…</c>, judged by its grants.</summary>
    Agent,

    /// <summary>A service token <c>dbtc_…</c> of the account.</summary>
    ServiceToken,

    /// <summary>A user's personal access token <c>dbtu_…</c>.</summary>
    PersonalToken,
}
