using Headgate.Catalogue;

namespace Headgate.Platform.Related;

/// <summary>The kinds of things that stand beside others in answers: what shows each of them, to an agent and to a token.</summary>
internal static class RelatedKinds
{
    public static Include Project(string name, string says) => Of(name, Capabilities.Projects, PermissionResource.Projects, says);

    public static Include Environment(string name, string says) =>
        Of(name, Capabilities.Environments, PermissionResource.Environments, says);

    public static Include Variables(string name, string says) =>
        Of(name, Capabilities.EnvironmentVariables, PermissionResource.CustomEnvVariables, says);

    public static Include Connection(string name, string says) => Of(name, Capabilities.Connections, PermissionResource.Connections, says);

    public static Include Credentials(string name, string says) =>
        Of(name, Capabilities.Credentials, PermissionResource.EnvironmentCredentials, says);

    public static Include Repository(string name, string says) =>
        Of(name, Capabilities.Repositories, PermissionResource.Repositories, says);

    public static Include Job(string name, string says) => Of(name, Capabilities.Jobs, PermissionResource.Jobs, says);

    public static Include Run(string name, string says) => Of(name, Capabilities.Runs, PermissionResource.Runs, says);

    public static Include Group(string name, string says) => Of(name, Capabilities.Groups, PermissionResource.Groups, says);

    private static Include Of(string name, Capability capability, PermissionResource resource, string says) =>
        new(name, capability, Permission.Read(resource), says);
}
