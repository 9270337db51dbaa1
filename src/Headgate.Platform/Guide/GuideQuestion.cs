namespace Headgate.Platform.Guide;

/// <summary>A question of someone who builds an agent.</summary>
/// <param name="Question">The question.</param>
/// <param name="Answer">The answer, in plain text.</param>
public sealed record GuideQuestion(string Question, string Answer);
