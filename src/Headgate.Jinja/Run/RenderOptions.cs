using Headgate.Jinja.Options;

namespace Headgate.Jinja.Run;

/// <summary>What one rendering may be given besides its variables.</summary>
public sealed record RenderOptions
{
    /// <summary>Nothing of it.</summary>
    public static RenderOptions None { get; } = new();

    /// <summary>Ends the rendering early, with <see cref="OperationCanceledException"/>.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>Limits of this rendering instead of the environment's.</summary>
    public Limits? Limits { get; init; }

    /// <summary>How missing variables behave in this rendering instead of as the environment says; a template serves both.</summary>
    public UndefinedBehavior? Undefined { get; init; }

    /// <summary>Is told what the rendering touches.</summary>
    public IRenderListener? Listener { get; init; }

    /// <summary>Takes, while the template is rendered, which part of the source each part of the output comes from.</summary>
    public OutputMap? Map { get; init; }
}
