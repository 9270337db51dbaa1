namespace Headgate.Platform.Tests.Webhooks;

/// <summary>Chance that always comes out the same: a share from 0 to 1.</summary>
internal sealed class FixedChance(double share) : Random
{
    public override double NextDouble() => share;
}
