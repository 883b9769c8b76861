using Orleans;
namespace Phalanx.Cluster;
/// <summary>x</summary>
public interface IHubX : IGrainWithIntegerKey
{
    /// <summary>x</summary>
    Task<string> Status();
}
