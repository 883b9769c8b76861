namespace Phalanx.StarCraft.Tests.Protocol;

/// <summary>A test against the official definition of the protocol, which is not part of this project: it is skipped where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OfficialFactAttribute : FactAttribute
{
    public const string Variable = "PHALANX_SC2_PROTOCOL";

    public OfficialFactAttribute()
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable(Variable)))
        {
            Skip = $"{Variable} does not name the folder of the official .proto files (s2client-proto, s2clientprotocol)";
        }
    }
}
