using System.Numerics;
using Phalanx.Numerics;

namespace Phalanx.Learning.Agents;

/// <summary>
/// The network that a team acts by, as an algorithm receives it: declared already, in the set of parameters that the algorithm learns. So the
/// learned network is the acting network.
/// </summary>
/// <typeparam name="T">The element type.</typeparam>
/// <typeparam name="TAgent">The kind of network.</typeparam>
public sealed class AgentNetworks<T, TAgent>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TAgent : class, IActingNetwork<T>
{
    /// <summary>The scope in which the acting network is declared.</summary>
    public const string Scope = "agent";

    private readonly Func<ParameterScope<T>, TAgent> _declare;

    /// <summary>Declares the acting network.</summary>
    /// <param name="team">The sizes of the team.</param>
    /// <param name="declare">Declares one such network in the scope it is given.</param>
    public AgentNetworks(TeamShape team, Func<ParameterScope<T>, TAgent> declare)
    {
        ArgumentNullException.ThrowIfNull(declare);
        (Team, _declare) = (team, declare);
        Online = declare(Parameters.Scope(Scope));
    }

    /// <summary>The sizes of the team.</summary>
    public TeamShape Team { get; }

    /// <summary>The set that holds the acting network. An algorithm makes a group of it, and declares in it what else that group learns.</summary>
    public ParameterSet<T> Parameters { get; } = new();

    /// <summary>The acting network.</summary>
    public TAgent Online { get; }

    /// <summary>The acting network's target: the same network, by the same names, in another set.</summary>
    public TAgent DeclareTarget(ParameterSet<T> target) => Declare(target.Scope(Scope));

    /// <summary>Another network of the same sizes, for other parts of a method that read the inputs of agents.</summary>
    public TAgent Declare(ParameterScope<T> scope) => _declare(scope);
}
