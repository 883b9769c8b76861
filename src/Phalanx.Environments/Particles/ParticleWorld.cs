using Phalanx.Foundation;

namespace Phalanx.Environments.Particles;

/// <summary>
/// The physics of the multi-agent particle environments: discs in an unbounded plane, pushed by forces, slowed by damping, repelled by each
/// other where they overlap. One object holds the discs of a whole batch.
/// </summary>
internal sealed class ParticleWorld
{
    private const double TimeStep = 0.1;
    private const double Damping = 0.25;
    private const double ContactForce = 100;
    private const double ContactMargin = 0.001;

    /// <summary>So many margins apart, the penetration is below what a double can add to 1: exactly 0.</summary>
    private const double FarApart = 37;

    private readonly Body[] _bodies;
    private readonly PlaneVector[] _positions;
    private readonly PlaneVector[] _velocities;
    private readonly PlaneVector[] _forces;

    /// <param name="bodies">The bodies of one world.</param>
    /// <param name="count">How many worlds there are.</param>
    public ParticleWorld(Body[] bodies, int count)
    {
        _bodies = bodies;
        _positions = new PlaneVector[count * bodies.Length];
        _velocities = new PlaneVector[count * bodies.Length];
        _forces = new PlaneVector[count * bodies.Length];
    }

    public ReadOnlySpan<Body> Bodies => _bodies;

    public Span<PlaneVector> PositionsOf(int world) => Buffers.Row<PlaneVector>(_positions, world, _bodies.Length);

    public Span<PlaneVector> VelocitiesOf(int world) => Buffers.Row<PlaneVector>(_velocities, world, _bodies.Length);

    /// <summary>The force that each body applies to itself; <see cref="Move"/> uses it up.</summary>
    public Span<PlaneVector> ForcesOf(int world) => Buffers.Row<PlaneVector>(_forces, world, _bodies.Length);

    /// <summary>The unit vector of an action: none, left, right, down, up.</summary>
    public static PlaneVector DirectionOf(int action) => action switch
    {
        1 => new(-1, 0),
        2 => new(1, 0),
        3 => new(0, -1),
        4 => new(0, 1),
        _ => default,
    };

    /// <summary>Puts some bodies at rest somewhere in a square around the origin, one after the other, x first.</summary>
    public void Scatter(int world, Range bodies, double reach, ref RandomStream random)
    {
        foreach (ref PlaneVector position in PositionsOf(world)[bodies])
        {
            double x = random.NextUniform(-reach, reach);
            position = new PlaneVector(x, random.NextUniform(-reach, reach));
        }

        VelocitiesOf(world)[bodies].Clear();
    }

    /// <summary>One step: contact forces from where everything is, then v = (1 - damping) v + F dt, at most the limit, and x = x + v dt.</summary>
    public void Move(int world)
    {
        Span<PlaneVector> positions = PositionsOf(world);
        Span<PlaneVector> velocities = VelocitiesOf(world);
        Span<PlaneVector> forces = ForcesOf(world);
        Repel(positions, forces);
        for (int body = 0; body < _bodies.Length; body++)
        {
            if (_bodies[body].Moves)
            {
                PlaneVector velocity = ((1 - Damping) * velocities[body]) + (TimeStep * forces[body]);
                velocities[body] = Limited(velocity, _bodies[body].MaxSpeed);
                positions[body] += TimeStep * velocities[body];
            }
        }

        forces.Clear();
    }

    private void Repel(ReadOnlySpan<PlaneVector> positions, Span<PlaneVector> forces)
    {
        for (int one = 0; one < _bodies.Length; one++)
        {
            if (!_bodies[one].Solid)
            {
                continue;
            }

            for (int other = one + 1; other < _bodies.Length; other++)
            {
                if (_bodies[other].Solid)
                {
                    PlaneVector force = Contact(positions[one] - positions[other], _bodies[one].Radius + _bodies[other].Radius);
                    forces[one] += force;
                    forces[other] -= force;
                }
            }
        }
    }

    /// <summary>
    /// The force on a disc from another one: penetration margin ln(1 + exp((touching - distance) / margin)), a soft step that is the depth
    /// where discs overlap and vanishes where they do not. Where both are in one place there is no direction, and no force.
    /// </summary>
    private static PlaneVector Contact(PlaneVector apart, double touching)
    {
        double distance = apart.Length;
        double depth = (touching - distance) / ContactMargin;
        if (depth < -FarApart || distance == 0)
        {
            return default;
        }

        // ln(1 + exp(depth)) without overflow.
        double penetration = ContactMargin * (Math.Max(depth, 0) + Elementary.Log(1 + Elementary.Exp(-Math.Abs(depth))));
        return ContactForce * penetration / distance * apart;
    }

    private static PlaneVector Limited(PlaneVector velocity, double? maxSpeed) =>
        maxSpeed is { } limit && velocity.Length > limit ? limit / velocity.Length * velocity : velocity;
}
