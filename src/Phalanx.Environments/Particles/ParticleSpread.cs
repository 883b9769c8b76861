using Phalanx.Foundation;

namespace Phalanx.Environments.Particles;

/// <summary>
/// Simple spread: as many agents as landmarks are to cover them all, each by any agent, without bumping into one another.
/// </summary>
internal sealed class ParticleSpread : ParticleBatch
{
    private const double Reach = 1;

    private static readonly StreamPurpose Start = StreamPurpose.Named("mpe/spread/start");

    private readonly SpreadSettings _settings;
    private readonly int[] _collisions;

    public ParticleSpread(SpreadSettings settings, int count)
        : base(SpecOf(settings), BodiesOf(settings), count)
    {
        _settings = settings;
        _collisions = new int[count];
    }

    private int Agents => _settings.Agents;

    protected override void Begin(int environment, ulong seed)
    {
        _collisions[environment] = 0;
        RandomStream random = new(seed, Start, 0);
        World.Scatter(environment, .., Reach, ref random);
    }

    protected override (double Reward, bool Terminated) Advance(int environment, ReadOnlySpan<int> actions)
    {
        Push(environment, actions);
        World.Move(environment);
        int pairs = CollidingPairs(environment);
        _collisions[environment] += pairs;
        return (RewardOf(-Uncovered(environment), 2 * pairs), false);
    }

    /// <summary>
    /// Own velocity and position; the landmarks and the other agents from here; the messages of the others, which are zeros.
    /// </summary>
    protected override void Observe(int environment, int agent, Span<float> values)
    {
        ReadOnlySpan<PlaneVector> positions = World.PositionsOf(environment);
        int at = Write(values, 0, World.VelocitiesOf(environment)[agent]);
        at = Write(values, at, positions[agent]);
        foreach (PlaneVector landmark in positions[Agents..])
        {
            at = Write(values, at, landmark - positions[agent]);
        }

        for (int other = 0; other < Agents; other++)
        {
            if (other != agent)
            {
                at = Write(values, at, positions[other] - positions[agent]);
            }
        }

        values[at..].Clear();
    }

    protected override void Measure(int environment, Span<float> statistics) => statistics[0] = _collisions[environment];

    protected override (FrameRole Role, string Label) AppearanceOf(int body) =>
        body < Agents ? (FrameRole.Agent, $"{body}") : (FrameRole.Target, "");

    protected override string KindOf(int body) => body < Agents ? "agent" : "landmark";

    protected override void AddContacts(int environment, List<FrameEvent> events)
    {
        ReadOnlySpan<PlaneVector> positions = World.PositionsOf(environment);
        for (int one = 0; one < Agents; one++)
        {
            for (int other = one + 1; other < Agents; other++)
            {
                if (Collide(positions[one], positions[other]))
                {
                    events.Add(new FrameEvent(FrameEvents.Collide, one, other));
                }
            }
        }
    }

    /// <summary>
    /// With G what all share and L_i = -(collisions of agent i), PettingZoo gives agent i (1 - r) G + r L_i; the original gives G + L_i - 1,
    /// since there an agent collides with itself, and gives the sum to every agent.
    /// </summary>
    private double RewardOf(double shared, int collisionsOfAll)
    {
        double ratio = _settings.LocalRatio;
        double sum = (Agents * (1 - ratio) * shared) - (ratio * collisionsOfAll);
        return _settings.RewardMode switch
        {
            SpreadReward.PettingZooSum => sum,
            SpreadReward.PettingZooMean => sum / Agents,
            _ => (Agents * shared) - collisionsOfAll - Agents,
        };
    }

    /// <summary>The sum over landmarks of the distance to the closest agent.</summary>
    private double Uncovered(int environment)
    {
        ReadOnlySpan<PlaneVector> positions = World.PositionsOf(environment);
        double sum = 0;
        foreach (PlaneVector landmark in positions[Agents..])
        {
            double closest = double.PositiveInfinity;
            foreach (PlaneVector agent in positions[..Agents])
            {
                closest = Math.Min(closest, (agent - landmark).SquaredLength);
            }

            sum += Math.Sqrt(closest);
        }

        return sum;
    }

    private int CollidingPairs(int environment)
    {
        ReadOnlySpan<PlaneVector> positions = World.PositionsOf(environment);
        int pairs = 0;
        for (int one = 0; one < Agents; one++)
        {
            for (int other = one + 1; other < Agents; other++)
            {
                pairs += Collide(positions[one], positions[other]) ? 1 : 0;
            }
        }

        return pairs;
    }

    private bool Collide(PlaneVector one, PlaneVector other) => (one - other).Length < 2 * World.Bodies[0].Radius;

    private static Body[] BodiesOf(SpreadSettings settings)
    {
        Body[] bodies = new Body[2 * settings.Agents];
        bodies.AsSpan(0, settings.Agents).Fill(new Body(Radius: 0.15) { Moves = true, Solid = true, Acceleration = 5 });
        bodies.AsSpan(settings.Agents).Fill(new Body(Radius: 0.05));
        return bodies;
    }

    /// <summary>The specification that follows from settings.</summary>
    public static EnvironmentSpec SpecOf(SpreadSettings settings)
    {
        int observation = 4 + (2 * settings.Agents) + (4 * (settings.Agents - 1));
        return new EnvironmentSpec
        {
            Name = "mpe/spread",
            Agents = settings.Agents,
            Actions = Pushes,
            ObservationSize = observation,
            StateSize = settings.Agents * observation,
            EpisodeLimit = settings.EpisodeLimit,
            Statistics = ["collisions"],
            ObservationParts = ObservationPart.InOrder(
                new ObservationPart("velocity", 0, [2]) { Features = Axes },
                new ObservationPart("place", 0, [2]) { Features = Axes },
                new ObservationPart("ways to landmarks", 0, [settings.Agents, 2]) { Features = Axes },
                new ObservationPart("ways to agents", 0, [settings.Agents - 1, 2]) { Features = Axes },
                new ObservationPart("messages", 0, [settings.Agents - 1, 2])),
        };
    }
}
