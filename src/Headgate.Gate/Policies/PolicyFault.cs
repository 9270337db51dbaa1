using System.Globalization;

namespace Headgate.Gate.Policies;

/// <summary>What is wrong with a policy file.</summary>
/// <param name="Line">Where, from 1.</param>
/// <param name="Message">What, and what to do.</param>
public sealed record PolicyFault(int Line, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"line {Line}: {Message}");
}
