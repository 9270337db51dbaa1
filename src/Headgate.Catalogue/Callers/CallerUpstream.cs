namespace Headgate.Catalogue;

/// <summary>The account elsewhere that an agent's calls go to.</summary>
/// <param name="Id">Its id here.</param>
/// <param name="Name">Its name, which messages and the record use.</param>
public sealed record CallerUpstream(long Id, string Name);
