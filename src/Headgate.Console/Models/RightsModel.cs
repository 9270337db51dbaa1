namespace Headgate.WebConsole.Models;

/// <summary>What an agent may.</summary>
public sealed record RightsModel
{
    /// <summary>Operations.</summary>
    public IReadOnlyList<RightModel> Operations { get; init; } = [];

    /// <summary>Grants in words.</summary>
    public IReadOnlyList<OwnGrantModel> Grants { get; init; } = [];
}
