namespace Headgate.Catalogue;

/// <summary>Any JSON, such as the settings of a connection, which differ with its adapter.</summary>
/// <param name="IsObject">Whether it must be an object.</param>
public sealed record JsonShape(bool IsObject = true) : Shape
{
    /// <inheritdoc/>
    public override string Words => IsObject ? "object" : "anything";
}
