namespace Headgate.Architecture.Tests.Sources;

/// <summary>One file of a folder names a type that another folder declares.</summary>
/// <param name="From">The folder of the file; empty for the project's root.</param>
/// <param name="To">The folder of the type.</param>
/// <param name="File">The file, from the project's root.</param>
/// <param name="Type">The type.</param>
/// <param name="DeclaredIn">The file that declares the type, from the project's root.</param>
internal sealed record FolderUse(string From, string To, string File, string Type, string DeclaredIn)
{
    public override string ToString() => $"{File} -> {Type}, {DeclaredIn}";
}
