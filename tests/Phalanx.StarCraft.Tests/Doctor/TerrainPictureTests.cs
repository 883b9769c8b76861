using Phalanx.Environments.Battles;
using Phalanx.Settings;
using Phalanx.StarCraft.Doctor;

namespace Phalanx.StarCraft.Tests.Doctor;

public class TerrainPictureTests
{
    public static TheoryData<string> Grounds => [.. TerrainReader.Names];

    [Theory]
    [MemberData(nameof(Grounds))]
    public void A_picture_is_read_as_the_ground_that_was_drawn(string name)
    {
        Terrain ground = TerrainReader.BuiltIn[name];
        var document = DocumentNode.Read($"terrain: |\n{TerrainPicture.Draw(ground)}", name, "a ground");
        Terrain read = TerrainReader.Read(document.Required("terrain"), name, BattleProfile.Sc2);
        Assert.Equal(ground.Walkable, read.Walkable);
        Assert.Equal(ground.Heights, read.Heights);
        Assert.Empty(TerrainPicture.Differences(read, ground));
    }

    [Fact]
    public void Differences_are_cells_and_heights()
    {
        Terrain ground = TerrainReader.BuiltIn["simple"];
        bool[] walkable = ground.Walkable.ToArray();
        double[] heights = ground.Heights.ToArray();
        (walkable[(10 * Terrain.Side) + 3], heights[(12 * Terrain.Side) + 4]) = (false, 1);
        Assert.Equal(
            ["cell (3, 10) can not be walked on; the table has the opposite", "heights of free cells are 127, 255; the table has 127", "heights of blocked cells are 125, 127; the table has 125"],
            TerrainPicture.Differences(new Terrain("other", walkable, heights), ground));
    }
}
